internal import Money

/// What one of many parties got of a split, and as much of the others as decides about the odd cent (R1.4): the last
/// party that got one, and the first that got none.
struct SplitDecision {
    let split: SplitSteps
    /// The party's index.
    let index: Int

    private var steps: Apportionment.Steps { split.steps }

    func entries() -> [Entry] {
        guard steps.total != 0 else { return [split.nothing] }
        let own = split.share(of: index)
        guard steps.parties[index].weight != .zero else {
            return [
                own, .note("R1.4 a weight of 0 gets nothing and takes no part in the draw"), split.result(of: index),
            ]
        }
        guard steps.left > 0 else {
            return [own, .note("R1.4 no cents are left over of the \(split.what)"), split.result(of: index)]
        }
        return [own, .fact("R1.4 cents left over of the \(split.what)", place)] + threshold
            + [split.result(of: index)]
    }

    /// How many cents there are, how many ask for them, and the party's place among these.
    private var place: String {
        let own = steps.remainders[index]
        let first = steps.remainders.count { $0 > own } + 1
        let last = steps.remainders.indices.count { steps.remainders[$0] >= own && steps.parties[$0].weight != .zero }
        let asking = steps.parties.count { $0.weight != .zero }
        return "\(steps.left), one each to the \(steps.left) largest of \(asking) remainders; this one "
            + (first == last ? "is number \(first)" : "shares the places \(first) to \(last) with equal ones")
    }

    /// The last party with an odd cent and the first without, with their lots where these decided.
    private var threshold: [Entry] {
        guard let last = lastWinner, let first = firstLoser else { return [] }
        var entries: [Entry] = []
        for (party, role) in [(last, "the last to get an odd cent"), (first, "the first to get none")] {
            entries.append(
                party == index ? .note("R1.4 it is itself \(role)") : split.share(of: party, as: ", \(role)"))
        }
        guard !steps.drawn.isEmpty else { return entries }
        let asked = steps.drawn.contains(index) && index != last && index != first ? [index] : []
        return entries + ([last, first] + asked).map(split.lot)
    }

    private var lastWinner: Int? {
        steps.drawn.last { split.winners.contains($0) }
            ?? steps.winners.min { steps.remainders[$0] < steps.remainders[$1] }
    }

    private var firstLoser: Int? {
        steps.drawn.first { !split.winners.contains($0) }
            ?? steps.parties.indices.filter { !split.winners.contains($0) && steps.parties[$0].weight != .zero }
            .max { steps.remainders[$0] < steps.remainders[$1] }
    }
}
