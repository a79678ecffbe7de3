internal import Money

/// A split over weighted parties, down to who got the odd cent (R1.4).
struct SplitSteps {
    let rule: String
    let what: String
    let steps: Apportionment.Steps
    /// The indices of the parties with an odd cent.
    let winners: Set<Int>
    /// The indices of the parties among whom the last odd cents were drawn.
    private let drawn: Set<Int>

    init(rule: String, what: String, steps: Apportionment.Steps) {
        self.rule = rule
        self.what = what
        self.steps = steps
        winners = Set(steps.winners)
        drawn = Set(steps.drawn)
    }

    /// Everything of every party.
    func entries() throws -> [Entry] {
        guard steps.total != 0 else { return [nothing] }
        return try LongSum(rule, "\(what), sum of the weights", of: steps.parties.map(\.weight)).entries
            + steps.parties.indices.map { share(of: $0) } + leftOver() + steps.drawn.map(lot)
            + steps.parties.indices.map(result)
    }

    private func leftOver() throws -> [Entry] {
        let wholes = steps.wholes.map { Int64($0) }
        let isLong = wholes.count > LongSum.piece
        let whole = try isLong ? LongSum(rule, "\(what), whole cents", of: wholes).entries : []
        let taken = isLong ? [try wholes.summed()] : wholes
        return whole + [
            .step(
                rule: "R1.4", what: "cents left over of the \(what)",
                formula: .sum([Int64(steps.total.magnitude)] + taken.map { -$0 }, result: Int64(steps.left)))
        ]
    }

    /// Said where there is nothing to split.
    var nothing: Entry { .note("\(rule) \(what) is 0: nothing to split") }

    /// The exact share of a party: what is whole of it, and what remains.
    func share(of index: Int, as role: String = "") -> Entry {
        .step(
            rule: rule, what: "\(what) of \(steps.parties[index].id)\(role)",
            formula: .share(
                total: UInt256(steps.total.magnitude), weight: steps.parties[index].weight, sum: steps.sum,
                whole: UInt256(steps.wholes[index]), remainder: steps.remainders[index]))
    }

    /// The place of a party in the draw.
    func lot(of index: Int) -> Entry {
        let id = steps.parties[index].id
        return .step(
            rule: "R1.4", what: "equal remainders, smallest first, lot of \(id)",
            formula: .lot(key: steps.key, id: id, hash: Apportionment.lot(key: steps.key, id: id)))
    }

    /// What a party gets.
    func result(of index: Int) -> Entry {
        let sign: Int64 = steps.total < 0 ? -1 : 1
        let whole = sign * Int64(steps.wholes[index])
        let odd = winners.contains(index)
        let how = odd ? (drawn.contains(index) ? " with an odd cent, drawn" : " with an odd cent") : ""
        return .step(
            rule: rule, what: "\(what) of \(steps.parties[index].id)\(how)",
            formula: .sum([whole, odd ? sign : 0], result: steps.parts[index]))
    }
}
