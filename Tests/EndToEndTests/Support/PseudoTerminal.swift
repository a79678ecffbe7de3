import Foundation
import LocalServer
import Synchronization
import TestServer

/// A terminal without a screen: what is written to it is kept, and can be looked at as a person would see it.
final class PseudoTerminal: Sendable {
    private let master: Int32
    private let written = Mutex<[UInt8]>([])
    private let ended = DispatchSemaphore(value: 0)
    /// The device that a program opens as its terminal.
    let path: String

    struct Unavailable: Error {}

    /// Linux's TIOCSPTLCK and TIOCGPTN, which are no plain numbers in its headers.
    private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

    /// A terminal of so many columns.
    init(columns: UInt16) throws {
        master = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var locked: Int32 = 0
        var number: UInt32 = 0
        guard master >= 0, unsafe ioctl(master, PseudoTerminal.setLock, &locked) == 0,
            unsafe ioctl(master, PseudoTerminal.getNumber, &number) == 0
        else { throw Unavailable() }
        path = "/dev/pts/\(number)"
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        guard unsafe ioctl(master, UInt(TIOCSWINSZ), &size) == 0 else { throw Unavailable() }
    }

    deinit { close(master) }

    /// Runs the built command with its stderr on the terminal, and its stdout in a file.
    ///
    /// - Returns: The exit status, and what it wrote to stdout.
    func remit(_ arguments: [String], _ environment: [String: String]) throws -> (status: Int32, output: String) {
        let file = NSTemporaryDirectory() + "remit-terminal-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: file) }
        // While this one is open, reading finds a terminal that is in use.
        let slave = unsafe open(path, O_RDWR | O_NOCTTY)
        let child = try ChildProcess(
            Remit.path, arguments, environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
            folder: FileManager.default.currentDirectoryPath, output: (file, path))
        Thread.detachNewThread { self.keepWhatIsWritten() }
        let status = child.wait()
        close(slave)
        ended.wait()
        return (status, try String(contentsOfFile: file, encoding: .utf8))
    }

    private func keepWhatIsWritten() {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe read(master, &buffer, buffer.count)
            guard count > 0 else { break }
            written.withLock { $0.append(contentsOf: buffer.prefix(count)) }
        }
        ended.signal()
    }

    /// Everything that was written, control characters included.
    var text: String { String(decoding: written.withLock { $0 }, as: UTF8.self) }

    /// The lines of progress, in the order in which they stood on the terminal.
    var redrawn: [String] {
        text.split(separator: "\u{1B}[K", omittingEmptySubsequences: false).dropLast().compactMap { piece in
            guard let start = piece.unicodeScalars.lastIndex(of: "\r") else { return nil }
            let line = String(piece.unicodeScalars[piece.unicodeScalars.index(after: start)...])
            return line.isEmpty ? nil : line
        }
    }

    /// What a person sees in the end.
    var screen: [String] {
        var lines: [[Unicode.Scalar]] = [[]]
        var column = 0
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\r": column = 0
            case "\n": lines.append([])
            case "\u{1B}":
                rest = rest.dropFirst(2)
                lines[lines.count - 1].removeSubrange(column...)
            default:
                if column < lines[lines.count - 1].count {
                    lines[lines.count - 1][column] = scalar
                } else {
                    lines[lines.count - 1].append(scalar)
                }
                column += 1
            }
        }
        return lines.map { String(String.UnicodeScalarView($0)) }
    }
}
