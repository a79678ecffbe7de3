public import Settlement

/// A confirmation file that is refused whole, with every line that is wrong.
public struct ConfirmationRefusal: Error, Hashable, Sendable {
    /// The file, as it was named.
    public let file: String
    /// The lines that are wrong, in the file's order.
    public let faults: [LineFault]

    /// A refusal.
    public init(file: String, faults: [LineFault]) {
        self.file = file
        self.faults = faults
    }
}

extension ConfirmationRefusal: CustomStringConvertible {
    /// A line for each fault, such as `bank.csv:3: "paid" is no status; …`, and a last one that nothing was changed.
    public var description: String {
        let lines = faults.map { "\(file):\($0.line): \($0.problem)" }
        return (lines + ["nothing of \"\(file)\" was taken; correct the file and give it again"]).joined(
            separator: "\n")
    }
}
