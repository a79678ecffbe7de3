import Explanation
import Money
import Receipts

/// The result of `remit verify --receipt` and `--root`.
struct ProofReport: PrintedResult {
    /// The receipt's file; nil where a root file alone was checked.
    let receipt: String?
    /// The root file, or the digits that were given; nil where the receipt was checked by itself.
    let root: String?
    /// The month.
    let period: String
    /// The creator; nil where a root file alone was checked.
    let creator: String?
    /// The root that is proved to cover it.
    let treeRoot: String
    /// The key whose signature of the root file is good; nil where it is not signed.
    let signedBy: String?
    /// What is wrong, a sentence each.
    let faults: [String]
    /// Whether nothing is wrong.
    let sound: Bool

    /// What the leaf says, where it is sound: the place in the tree, then the totals.
    private let figures: [String]

    private enum CodingKeys: String, CodingKey {
        case receipt, root, period, creator, treeRoot, signedBy, faults, sound
    }

    /// What was found of a receipt.
    init(_ read: Receipt, from file: String, expected: ReceiptCheck.Expected?, rootFile: String?, faults: [String]) {
        receipt = file
        root = rootFile
        period = read.period
        creator = read.creator
        treeRoot = read.root
        self.faults = faults
        sound = faults.isEmpty
        if case .published(let published) = expected, sound {
            signedBy = published.publicKey
        } else {
            signedBy = nil
        }
        figures = CreatorLeaf(read.leaf)?.totals.map(ProofReport.figures) ?? []
    }

    /// What was found of a root file.
    init(_ read: PublicRoot, from file: String, faults: [String]) {
        receipt = nil
        root = file
        period = read.period
        creator = nil
        treeRoot = read.root
        self.faults = faults
        sound = faults.isEmpty
        signedBy = sound ? read.publicKey : nil
        figures = []
    }

    private static func figures(_ total: CreatorLeaf.Total) -> String {
        let exponent = total.currency.exponent ?? 0
        let amounts = [
            ("gross", total.gross), ("processing", total.processing), ("platform", total.platform),
            ("creator", total.creator),
        ].map { "\($0) \(Money.decimal($1, exponent: exponent))" }
        let lines = "\(total.lines) line\(total.lines == 1 ? "" : "s")"
        return "  \(total.name): \(lines), \(amounts.joined(separator: ", "))"
    }
}

extension ProofReport {
    var sentences: [String] { lines.map(PlainText.clean) }

    private var lines: [String] {
        let what = creator.map { "receipt of creator \($0) for \(period)" } ?? "root of \(period)"
        guard sound else {
            let count = "\(faults.count) fault\(faults.count == 1 ? "" : "s")"
            return ["\(what): not proved (\(count))"] + faults.map { "  \($0)" }
        }
        return ["\(what): sound, under the root \(treeRoot)"] + figures + [provenance]
    }

    /// What the reader may rely on, and what is still to be compared by eye.
    private var provenance: String {
        guard let root else {
            return
                "checked by itself alone: compare its root with the one that the platform published, or name that "
                + "with --root"
        }
        guard root.lowercased() != treeRoot else { return "its root is the one that was given" }
        let signed = signedBy.map { "signed by the key \($0)" } ?? "which is not signed"
        return receipt == nil ? "\(root) is whole, \(signed)" : "its root is that of \(root), \(signed)"
    }
}
