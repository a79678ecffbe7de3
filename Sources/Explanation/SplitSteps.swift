internal import Money

/// A split over weighted parties, down to who got the odd cent (R1.4).
struct SplitSteps {
    let rule: String
    let what: String
    let steps: Apportionment.Steps

    func entries() -> [Entry] {
        guard steps.total != 0 else { return [.note("\(rule) \(what) is 0: nothing to split")] }
        var entries = [
            Entry.step(
                rule: rule, what: "\(what), sum of the weights",
                formula: .weights(steps.parties.map(\.weight), result: steps.sum))
        ]
        entries += steps.parties.indices.map { index in
            .step(
                rule: rule, what: "\(what) of \(steps.parties[index].id)",
                formula: .share(
                    total: steps.total.magnitude, weight: steps.parties[index].weight, sum: steps.sum,
                    whole: steps.wholes[index], remainder: steps.remainders[index]))
        }
        let taken = steps.wholes.map { -Int64($0) }
        entries.append(
            .step(
                rule: "R1.4", what: "cents left over of the \(what)",
                formula: .sum([Int64(steps.total.magnitude)] + taken, result: Int64(steps.left))))
        entries += steps.drawn.map { index in
            let id = steps.parties[index].id
            return .step(
                rule: "R1.4", what: "equal remainders, smallest first, lot of \(id)",
                formula: .lot(key: steps.key, id: id, hash: Apportionment.lot(key: steps.key, id: id)))
        }
        return entries + results
    }

    private var results: [Entry] {
        let sign: Int64 = steps.total < 0 ? -1 : 1
        return steps.parties.indices.map { index in
            let whole = sign * Int64(steps.wholes[index])
            let odd = steps.winners.contains(index)
            let how = odd ? (steps.drawn.contains(index) ? " with an odd cent, drawn" : " with an odd cent") : ""
            return .step(
                rule: rule, what: "\(what) of \(steps.parties[index].id)\(how)",
                formula: .sum([whole, odd ? sign : 0], result: steps.parts[index]))
        }
    }
}
