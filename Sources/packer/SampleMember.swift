/// Members like those of a month's archive: texts that repeat their template, with ids and amounts that nobody can guess.
struct SampleMember {
    private var state: UInt64 = 1
    private static let words = [
        "Algebra", "Biology", "Chemistry", "Drawing", "Economics", "French", "Geometry", "History", "Illustration",
        "Knitting", "Latin", "Music", "Networks", "Optics", "Physics", "Reading", "Statistics", "Typing",
    ]
    private static let style = """
        body{font:16px/1.5 system-ui;margin:2rem auto;max-width:60rem;color:#222}\
        table{border-collapse:collapse;width:100%}td,th{padding:.3rem .6rem;border-bottom:1px solid #ddd}

        """

    /// The next number (SplitMix64).
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private mutating func word() -> String { SampleMember.words[Int(next() % UInt64(SampleMember.words.count))] }
    private mutating func identifier() -> String { String(next(), radix: 16) + "-" + String(next(), radix: 16) }

    /// A page of rows, of about so many bytes.
    mutating func statement(_ bytes: Int) -> [UInt8] {
        var page = "<!doctype html><title>Statement</title><style>\(SampleMember.style)</style><table>\n"
        while page.utf8.count < bytes {
            let (title, cents) = ("\(word()) \(word()) \(next() % 90)", next() % 10_000)
            page += "<tr><td>\(title)</td><td><a href=\"rules.html#R4.3\">R4.3</a></td><td class=\"n\">\(cents)</td>"
            page += "<td class=\"n\">\(cents * 15 / 100)</td><td><code>\(identifier())</code></td></tr>\n"
        }
        return Array((page + "</table>\n").utf8)
    }

    /// Lines of a dataset, of about so many bytes.
    mutating func dataset(_ bytes: Int, _ write: ([UInt8]) throws -> Void) throws {
        var count = 0
        while count < bytes {
            let (cents, ids) = (next() % 10_000, "\(identifier()),\(identifier()),\(identifier())")
            let line = Array("2026-10,sale,sales,\(ids),USD,\(cents),\(cents / 20),\(cents / 10),true,false\n".utf8)
            try write(line)
            count += line.count
        }
    }
}
