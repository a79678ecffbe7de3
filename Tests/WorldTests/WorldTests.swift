import Foundation
import Synchronization
import Testing

/// Random worlds, with payouts between their closes and much that is decided by hand, through the pure core, against an
/// implementation that shares nothing with it.
///
/// `REMIT_WORLD_FILE` names a batch file of the oracle to play. Without it the oracle grows `REMIT_CORE_WORLDS` worlds
/// (300) from the seed `REMIT_SEED` (1) on.
@Suite("Worlds of the oracle through the pure core")
struct WorldTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let file = environment["REMIT_WORLD_FILE"]
    private static let first = environment["REMIT_SEED"].flatMap { Int($0) } ?? 1
    private static let count = environment["REMIT_CORE_WORLDS"].flatMap { Int($0) } ?? 300

    /// How many worlds are grown and played at a time: about 10 MB of JSON.
    private static let batch = 100

    /// After how many differences a batch ends; the worlds that follow are likely to differ for the same reason.
    private static let enough = 5

    @Test(.enabled(if: file != nil || Oracle.python != nil, Comment(rawValue: Oracle.missing)))
    func worlds() throws {
        let begin = ContinuousClock.now
        let tally = try Self.file.map { try Self.play(file: $0) } ?? Self.growAndPlay()
        let what = Self.file.map { "of \($0)" } ?? "from the seeds \(Self.first) to \(Self.first + Self.count - 1)"
        print(
            "\(tally.worlds) worlds \(what), \(tally.closes) closes, \(tally.payoutSteps) payout steps,",
            "\(tally.actsByHand) acts by hand,",
            "\(tally.rows) rows compared,",
            "\(tally.differences.count) differences, in \((ContinuousClock.now - begin).components.seconds) s")
        for difference in tally.differences.prefix(Self.enough) { Issue.record("\(difference)") }
        #expect(tally.differences.isEmpty)
        #expect(tally.worlds > 0 && tally.closes >= tally.worlds && tally.rows > tally.closes)
        guard Self.file == nil, Self.count >= Self.batch else { return }
        #expect(tally.payoutSteps > tally.closes, "worlds have payouts between their closes")
        #expect(tally.actsByHand > tally.worlds, "worlds have things decided by hand")
    }

    /// Plays the worlds of a batch file.
    private static func play(file: String) throws -> Tally {
        var tally = Tally()
        try BatchFile(path: file).forEachWorld { world in
            do {
                var player = try WorldPlayer(world)
                try player.play()
                tally.add(player.tally)
            } catch {
                tally.worlds += 1
                tally.tell(seed: world.seed, "\(error)")
            }
            return tally.differences.count < enough
        }
        return tally
    }

    /// Grows and plays batches of worlds, as many at once as there are processors.
    private static func growAndPlay() throws -> Tally {
        let total = Mutex(Tally())
        let batches = (count + batch - 1) / batch
        DispatchQueue.concurrentPerform(iterations: batches) { number in
            let start = first + number * batch
            let seeds = start...(min(start + batch, first + count) - 1)
            var tally = Tally()
            do {
                tally = try growAndPlay(seeds)
            } catch {
                tally.differences.append("seeds \(seeds): \(error)")
            }
            total.withLock { $0.add(tally) }
        }
        return total.withLock { $0 }
    }

    private static func growAndPlay(_ seeds: ClosedRange<Int>) throws -> Tally {
        let file = FileManager.default.temporaryDirectory.appending(path: "remit-worlds-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        try Oracle.grow(seeds, into: file)
        return try play(file: file.path)
    }
}
