import Testing

@testable import Sample

@Suite("Fields of a COPY")
struct CopyFieldsTests {
    @Test(
        "are whole numbers in decimal digits",
        arguments: [
            (0, "0"), (7, "7"), (10, "10"), (-1, "-1"), (999, "999"), (1_000, "1000"), (2_147_483_647, "2147483647"),
            (Int.max, "9223372036854775807"), (Int.min, "-9223372036854775808"),
        ])
    func integers(value: Int, text: String) {
        #expect(written { $0.integer(value) } == text)
    }

    @Test("are numbers of every length")
    func lengths() {
        var power = 1
        for _ in 0..<18 {
            #expect(written { $0.integer(power) } == String(power))
            #expect(written { $0.integer(power - 1) } == String(power - 1))
            power *= 10
        }
    }

    @Test("are null where there is no value")
    func nulls() {
        let row = written {
            $0.integer(nil)
            $0.id(nil)
            $0.moment(nil)
            $0.word(nil)
            $0.text(nil)
            $0.null()
        }
        #expect(row == #"\N\t\N\t\N\t\N\t\N\t\N"#.replacing(#"\t"#, with: "\t"))
    }

    @Test(
        "escape what would end a field or a row",
        arguments: [
            ("plain", "plain"), ("", ""), ("tab\there", #"tab\there"#), ("two\nlines", #"two\nlines"#),
            ("carriage\r\nreturn", #"carriage\r\nreturn"#), (#"back\slash"#, #"back\\slash"#), (#"\N"#, #"\\N"#),
            (#"\."#, #"\\."#), ("ចាន់", "ចាន់"), ("bell\u{7}", "bell\u{7}"), ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"),
        ])
    func texts(value: String, text: String) {
        #expect(written { $0.text(value) } == text)
    }

    @Test("hold texts of any length, beyond the buffer that they begin in")
    func longText() {
        let long = String(repeating: "x\t", count: 5_000)
        #expect(written { $0.text(long) } == String(repeating: #"x\t"#, count: 5_000))
    }

    @Test(
        "are times to the microsecond, without a fraction where it is none",
        arguments: [
            (0, "1970-01-01 00:00:00"), (1, "1970-01-01 00:00:00.000001"), (999_999, "1970-01-01 00:00:00.999999"),
            (86_399_250_000, "1970-01-01 23:59:59.250000"), (1_735_689_600_000_000, "2025-01-01 00:00:00"),
        ])
    func moments(value: Int, text: String) {
        #expect(written { $0.moment(value) } == text)
    }

    @Test("are days, truth values, words and tokens")
    func others() {
        let row = written {
            $0.date(20_089)
            $0.boolean(true)
            $0.boolean(false)
            $0.word("paddle")
            $0.token("txn_", 0x0123_4567_89AB_CDEF)
        }
        #expect(row == "2025-01-01\tt\tf\tpaddle\ttxn_0123456789abcdef")
    }

    @Test("are ids in lower case, the same as their own text")
    func ids() {
        let stream = RowStream(seed: 3, .users)
        for row in 0..<500 {
            let id = stream.id(row)
            #expect(written { $0.id(id) } == id.description)
        }
        let known = RowID(random: 0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210)
        #expect(known.description == "01234567-89ab-4def-bedc-ba9876543210")
    }

    @Test("become rows that are handed on whole, and counted")
    func rowsAreCounted() {
        var buffer = CopyBuffer(capacity: 64)
        for number in 0..<1_000 {
            buffer.integer(number)
            buffer.word("x")
            buffer.endRow()
        }
        var bytes = 0
        unsafe buffer.flush { bytes = $0.count }
        #expect(buffer.rows == 1_000 && buffer.count == 0 && bytes == 10 * 4 + 90 * 5 + 900 * 6)
        unsafe buffer.flush { _ in Issue.record("an empty buffer was handed on") }
    }
}
