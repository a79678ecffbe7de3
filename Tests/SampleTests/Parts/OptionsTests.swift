import Testing

@testable import Sample

@Suite("Options of a sample")
struct OptionsTests {
    /// What is chosen, and what is said of it.
    private static let refusals: [(choose: @Sendable (inout SampleOptions) -> Void, message: String)] = [
        ({ $0.months = 0 }, #"a sample cannot have "0" months: choose from 1 to 48"#),
        ({ $0.months = -3 }, #"a sample cannot have "-3" months: choose from 1 to 48"#),
        ({ $0.months = 49 }, #"a sample cannot have "49" months: choose from 1 to 48"#),
        ({ $0.creators = 11 }, #"a sample cannot have "11" creators: choose from 12 to 10000000"#),
        (
            { $0.creators = .max },
            #"a sample cannot have "9223372036854775807" creators: choose from 12 to 10000000"#
        ),
        ({ $0.subscribers = 19 }, #"a sample cannot have "19" subscribers: choose from 20 to 100000000"#),
        ({ $0.contentsPerCreator = 0 }, #"a sample cannot have "0" contents per creator: choose from 1 to 1000"#),
        ({ $0.bundles = 0 }, #"a sample cannot have "0" bundles: choose from 1 to 1000000"#),
        ({ $0.salesPerMonth = 19 }, #"a sample cannot have "19" sales a month: choose from 20 to 1000000000"#),
        (
            { $0.bundleSalesPerTenThousand = 10_001 },
            #"a sample cannot have "10001" bundle sales in 10,000: choose from 0 to 10000"#
        ),
        (
            { $0.donationsPerMonth = 9 },
            #"a sample cannot have "9" donations a month: choose from 10 to 1000000000"#
        ),
        (
            { $0.refundsPerTenThousand = 2_001 },
            #"a sample cannot have "2001" refunds in 10,000: choose from 0 to 2000"#
        ),
        ({ $0.editsPerTenThousand = -1 }, #"a sample cannot have "-1" edits in 10,000: choose from 0 to 2000"#),
        ({ $0.learningRows = 7 }, #"a sample cannot have "7" learning rows: choose from 8 to 1000000"#),
        (
            { $0.engagementRowsPerMonth = 171_429 },
            #"a sample cannot have "171429" engagement rows a month: choose from 20 to 171428"#
        ),
        ({ $0.ratingsPerMonth = 50_001 }, #"a sample cannot have "50001" ratings a month: choose from 1 to 50000"#),
    ]

    @Test("that no platform can have are refused, with the value and what is allowed", arguments: refusals)
    func refused(choose: @Sendable (inout SampleOptions) -> Void, message: String) throws {
        var options = SampleOptions()
        choose(&options)
        let error = #expect(throws: SampleError.self) { try SamplePlatform(options) }
        #expect(try #require(error).description == message)
    }

    @Test("of every preset are good")
    func presets() throws {
        try SampleOptions.demo.validate()
        try SampleOptions.tiny.validate()
        try SampleOptions.benchmark(scale: 1_000).validate()
        try SampleOptions.benchmark(scale: 10).validate()
        #expect(SampleOptions.benchmark().salesPerMonth == 2_000_000)
    }

    @Test("with few contents are refused")
    func fewContents() throws {
        var options = SampleOptions()
        (options.creators, options.contentsPerCreator) = (12, 1)
        let error = #expect(throws: SampleError.self) { try options.validate() }
        #expect(try #require(error).description.hasPrefix(#"a sample cannot have "12" contents"#))
    }

    @Test("fit their readers to a small platform, and stay as they are on a large one")
    func fitting() throws {
        var small = SampleOptions()
        (small.creators, small.subscribers, small.months) = (12, 20, 48)
        #expect(throws: SampleError.self) { try small.validate() }
        small.fitReaders()
        try small.validate()
        #expect(small.engagementRowsPerMonth == 20 * 48 / 14 && small.ratingsPerMonth == 20 * 12 / 48)
        var usual = SampleOptions.demo
        usual.fitReaders()
        #expect(usual == .demo)
    }

    @Test("that are out of all bounds are left for validation to refuse")
    func fittingNonsense() {
        var options = SampleOptions()
        (options.creators, options.subscribers, options.months) = (.max, .max, 0)
        options.fitReaders()
        #expect(throws: SampleError.self) { try options.validate() }
    }
}
