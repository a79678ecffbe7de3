/// Pairs of a reader and a content, no two the same, however many months they are drawn in.
///
/// The pair of a number takes the reader by a stride that visits each once in a round, and a content of the round's own
/// remainder.
struct ReaderPairs {
    /// How many readers there are to take.
    let readers: Int
    /// Pairs in all months together.
    let total: Int

    /// The reader and the content for a number below `total`, the content among the first `contents`.
    func pair(_ number: Int, contents: Int, _ random: inout RowRandom) -> (reader: Int, content: Int) {
        let rounds = (total - 1) / readers + 1
        let round = number / readers
        precondition(rounds <= contents, "\(total) pairs of \(readers) readers and \(contents) contents")
        let drawn = random.skewed(below: contents)
        let content = drawn - drawn % rounds + round
        let reader = number % readers * ReaderPairs.stride % readers
        return (reader, content < contents ? content : content - rounds)
    }

    /// A prime beyond any number of readers, so that the stride visits all of them.
    private static let stride = 2_654_435_761
}
