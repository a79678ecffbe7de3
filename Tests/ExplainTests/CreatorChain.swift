import Foundation

/// Follows a printed explanation of a creator, shown with `--all`, from step to step, and says where it breaks.
struct CreatorChain {
    let printed: PrintedCreator
    let exported: ExportedLines
    let creator: String
    let period: String

    /// What is wrong; empty if every cent is reached.
    var faults: [String] {
        var faults = printed.wrongFormulas
        if printed.lines != exported.lines {
            faults.append("lines \(printed.lines), exported \(exported.lines)")
        }
        for section in printed.sections {
            if section.heading.hasSuffix(": earned in \(period)") { faults += totals(section) }
            if section.isPool { faults += pool(section) }
            if !section.source.isEmpty { faults += bundle(section) }
        }
        return faults
    }

    private func totals(_ section: PrintedCreator.Section) -> [String] {
        var faults: [String] = []
        for (payable, name) in [(true, "payable"), (false, "not payable (R6)")] {
            let earned = printed.result("earned in \(section.currency), \(name)", in: section)
            let wanted = exported.earned(section.currency, payable: payable)
            if earned != wanted {
                faults.append("\(name) \(section.currency): \(earned as Any), exported \(wanted as Any)")
            }
        }
        return faults
    }

    /// The three splits of a bundle, where there are any.
    private func bundle(_ section: PrintedCreator.Section) -> [String] {
        ["creator part", "platform part", "processing"].compactMap { name in
            PrintedSplit(name, in: section.steps, key: PrintedFormula.bytes(section.source))?.fault
        }
    }

    private func pool(_ section: PrintedCreator.Section) -> [String] {
        let steps = section.steps
        let key = Array("\(period.prefix(7))/\(section.currency)".utf8)
        let total = printed.result("pool = revenue − platform + carried in", in: section)
        guard let creators = PrintedSplit("pool share", in: steps, key: key) else {
            let isNothing = section.lines.contains {
                $0.contains("R9.1 no engagement") || $0.contains("R9.5 nothing")
                    || $0.hasSuffix("is 0: nothing to split")
            }
            return isNothing ? [] : ["there is no split in \(section.heading)"]
        }
        var faults = [creators.fault].compactMap { $0 }
        let own = creators.shares[creator]
        if own?.total != total { faults.append("the pool \(total as Any) is not what is split") }
        if own?.weight != printed.result("weight of the creator, over the contents", in: section) {
            faults.append("another weight of the creator")
        }
        guard let contents = PrintedSplit("content part", in: steps, key: key) else {
            return faults + (creators.parts[creator] == BigInteger(0) ? [] : ["the part is not split over contents"])
        }
        faults += [contents.fault].compactMap { $0 }
        for (content, share) in contents.shares {
            if share.total != creators.parts[creator] { faults.append("another part is split over contents") }
            if share.weight != weight(of: content, in: section) { faults.append("another weight of \(content)") }
            let line = steps.first { $0.what.hasPrefix("line pool, content \(content),") }
            if (line.flatMap { BigInteger($0.right) } ?? BigInteger(0)) != contents.parts[content] {
                faults.append("another line of \(content)")
            }
        }
        return faults + rows(section)
    }

    /// The weight that the text gives a content: what its steps end in, unless it says that the books hold another.
    private func weight(of content: String, in section: PrintedCreator.Section) -> BigInteger? {
        let prefix = "  the books hold the weight "
        let standing = section.lines.first { $0.hasPrefix(prefix) && $0.contains(content) }
        if let standing { return BigInteger(standing.dropFirst(prefix.count).prefix { $0 != " " }) }
        let step = section.steps.last {
            $0.id(after: "weight of content") == content && !$0.what.contains(", over its rows, ")
        }
        return step.flatMap { BigInteger($0.right) }
    }

    /// The rows' weights are the terms of the contents' weights (R9.3).
    private func rows(_ section: PrintedCreator.Section) -> [String] {
        let rows = section.steps.filter { $0.what.hasPrefix("weight of the row of ") }
            .compactMap { PrintedShare($0.left, $0.right)?.whole }
        let sums = section.steps.filter {
            $0.what.hasPrefix("weight of content") && $0.what.hasSuffix(", over its rows")
        }
        guard !rows.isEmpty else { return [] }
        let (left, right) = (
            rows.reduce(BigInteger(0), +), sums.compactMap { BigInteger($0.right) }.reduce(BigInteger(0), +)
        )
        return left == right ? [] : ["the rows' weights sum to \(left), the contents' to \(right)"]
    }
}
