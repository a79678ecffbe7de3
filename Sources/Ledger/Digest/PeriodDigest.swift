internal import Crypto
internal import PostgresClient
internal import Receipts
internal import Settlement

/// The leaves of a period's Merkle tree, and their place in the books.
///
/// In this order: the root of the period before; the policy; billing periods, recognitions, pools, excluded
/// engagement and exceptions, each as the SHA-256 of its dataset's rows; then one leaf per creator, in ascending
/// order of the ids, the platform's own lines first.
struct PeriodDigest {
    let connection: Connection
    let edition: Edition

    func leaves(
        previous: ClosedPeriod?, policyHash: String, creators: [(name: String, hash: [UInt8])],
        recognitions: [UInt8], billingPeriods: [UInt8]
    ) throws -> [(name: String, hash: [UInt8])] {
        var leaves = [
            named("previous", previous.map { hexadecimal($0.root) } ?? ""),
            named("policy", policyHash),
            named("billing-periods", hexadecimal(billingPeriods)),
            named("recognitions", hexadecimal(recognitions)),
        ]
        for dataset in [Dataset.pools, .excludedEngagement, .exceptions] {
            leaves.append(named(dataset.rawValue, hexadecimal(try hash(of: dataset))))
        }
        return leaves + creators
    }

    /// The SHA-256 of a dataset's rows, without the header; of billing periods those that the close recorded or
    /// changed, and the wording of exceptions is not part of it.
    func hash(of dataset: Dataset) throws -> [UInt8] {
        var hash = SHA256()
        let columns = dataset.columns.filter { $0.name != "message" }
        let reader = DatasetReader(
            connection: connection, edition: edition, dataset: dataset, columns: columns, ofPeriodAlone: true)
        try reader.forEachRow { hash.update(data: $0) }
        return hash.finalize().bytes
    }

    private func named(_ name: String, _ value: String) -> (name: String, hash: [UInt8]) {
        (name, MerkleTree.leaf(Array("\(name),\(edition.period),\(value)\n".utf8)))
    }

    func write(_ leaves: [(name: String, hash: [UInt8])]) throws {
        try connection.copyIn("COPY \(edition.table(.leaves)) FROM STDIN (FORMAT binary)", doing: "writing the digest")
        {
            output in
            for (place, leaf) in leaves.enumerated() {
                try output.writeTuple(fields: 4) { encoder in
                    encoder.append(edition.period.firstDay)
                    encoder.append(int64: Int64(place))
                    encoder.append(text: leaf.name)
                    encoder.append(bytes: leaf.hash)
                }
            }
        }
    }
}
