import Testing

@testable import Sample

@Suite("The bytes of a sample")
struct WriterTests {
    @Test("are the same for the same seed, in every table and part")
    func sameSeed() throws {
        let (first, second) = (try SamplePlatform(.tiny), try SamplePlatform(.tiny))
        for part in parts(of: first) {
            for table in first.tables(in: part) {
                #expect(try text(first, table, part) == text(second, table, part), "\(table) of \(part)")
            }
        }
        for month in 0..<first.options.months { #expect(first.changes(after: month) == second.changes(after: month)) }
        #expect(first.faults == second.faults && first.policy == second.policy)
    }

    @Test("are others for another seed, in every table and part")
    func otherSeed() throws {
        var options = SampleOptions.tiny
        options.seed = 2
        let (first, second) = (try SamplePlatform(.tiny), try SamplePlatform(options))
        for part in parts(of: first) {
            for table in first.tables(in: part) {
                let bytes = try text(first, table, part)
                #expect(try bytes != text(second, table, part) && !bytes.isEmpty, "\(table) of \(part)")
            }
        }
    }

    @Test("are the same in slices, whatever their number", arguments: [2, 3, 7, 1_000])
    func slices(count: Int) throws {
        let platform = try SamplePlatform(.tiny)
        for part in parts(of: platform) {
            for table in platform.tables(in: part) {
                let slices = try (0..<count).map { try text(platform, table, part, slice: SampleSlice($0, of: count)) }
                #expect(Array(slices.joined()) == (try text(platform, table, part)), "\(table) of \(part)")
            }
        }
    }

    @Test("come in chunks of whole rows, whose number is returned")
    func chunks() throws {
        let platform = try SamplePlatform(.demo)
        var chunks: [Int] = []
        var lines = 0
        let count = try unsafe platform.write(.engagementTracking, .month(0)) { chunk in
            chunks.append(chunk.count)
            let bytes = unsafe [UInt8](chunk)
            lines += bytes.count { $0 == UInt8(ascii: "\n") }
            #expect(bytes.last == UInt8(ascii: "\n"))
        }
        #expect(lines == count && chunks.count > 3)
        #expect(chunks.dropLast().allSatisfy { (1 << 17..<(1 << 17) + 4_096).contains($0) })
    }

    @Test("are none for a table that has no rows in a part")
    func noRows() throws {
        let platform = try SamplePlatform(.tiny)
        #expect(try text(platform, .users, .late(0)).isEmpty && text(platform, .bundles, .month(1)).isEmpty)
    }

    @Test("have as many fields a row as the table's COPY names columns, and every id once")
    func fields() throws {
        let platform = try SamplePlatform(.tiny)
        var ids: Set<String> = []
        for part in parts(of: platform) {
            for table in platform.tables(in: part) {
                let rows = try rows(platform, table, part)
                #expect(rows.allSatisfy { $0.count == table.columns.count }, "\(table) of \(part)")
                #expect(rows.allSatisfy { ids.insert("\(table) \($0[0])").inserted }, "\(table) of \(part)")
            }
        }
        #expect(SampleTable.allCases.allSatisfy { $0.columns.first == "id" })
    }

    @Test("end where the sink fails, with its error")
    func sinkFails() throws {
        struct Full: Error {}
        let platform = try SamplePlatform(.tiny)
        #expect(throws: Full.self) { try unsafe platform.write(.users, .initial) { _ in throw Full() } }
    }
}

@Suite("The rows of a sample")
struct RowsTests {
    @Test("are as many as were asked for, on average over the months")
    func sizes() throws {
        let platform = try SamplePlatform(.demo)
        let months = platform.options.months
        for (table, average) in [
            (SampleTable.purchases, 2_000), (.donations, 300), (.engagementTracking, 12_000), (.contentRatings, 250),
        ] {
            let total = try (0..<months).reduce(0) { try $0 + rows(platform, table, .month($1)).count }
            #expect(abs(total / months - average) <= average / 50 + 3, "\(table)")
        }
    }

    @Test("are more in later months where the platform grows, and as many in every month where it does not")
    func growth() throws {
        let growing = try SamplePlatform(.demo)
        #expect(growing.scaled(1_000, in: 11) > growing.scaled(1_000, in: 0) * 2)
        var options = SampleOptions.demo
        (options.grows, options.hasSeasons) = (false, false)
        let steady = try SamplePlatform(options)
        #expect((0..<12).allSatisfy { steady.scaled(1_000, in: $0) == 1_000 })
    }

    @Test("of engagement are unique by user and content in a month, and never beyond what a month holds")
    func engagement() throws {
        var options = SampleOptions.demo
        options.badRows = false
        let platform = try SamplePlatform(options)
        let rows = try rows(platform, .engagementTracking, .month(11))
        #expect(Set(rows.map { "\($0[1]) \($0[2])" }).count == rows.count)
        var seconds: [String: Int] = [:]
        for row in rows {
            let time = Int(row[3]) ?? 0
            seconds[row[1], default: 0] += time
            #expect((Int(row[4]) ?? 0) <= time && (Int(row[5]) ?? 0) <= time)
        }
        #expect(seconds.values.allSatisfy { $0 <= 31 * 86_400 })
    }

    @Test("of ratings are unique by user and content over all months")
    func ratings() throws {
        let platform = try SamplePlatform(.demo)
        let pairs = try (0..<12).flatMap { try rows(platform, .contentRatings, .month($0)).map { "\($0[1]) \($0[2])" } }
        #expect(Set(pairs).count == pairs.count)
    }

    @Test("point at users, contents and bundles that are there, but for those planted to point at nothing")
    func references() throws {
        var options = SampleOptions.tiny
        options.badRows = false
        let platform = try SamplePlatform(options)
        let all = parts(of: platform)
        func values(_ name: String, _ table: SampleTable) throws -> Set<String> {
            Set(
                try all.filter { platform.tables(in: $0).contains(table) }.flatMap {
                    try column(name, of: table, $0, in: platform)
                }
            ).subtracting([#"\N"#])
        }
        let users = try values("id", .users)
        let contents = try values("id", .contents)
        let bundles = try values("id", .bundles)
        #expect(try values("buyer_id", .purchases).isSubset(of: users))
        #expect(try values("seller_id", .purchases).isSubset(of: users))
        #expect(try values("content_id", .purchases).isSubset(of: contents))
        #expect(try values("bundle_id", .purchases).isSubset(of: bundles))
        #expect(try values("content_id", .bundleContents).isSubset(of: contents))
        #expect(try values("recipient_id", .donations).isSubset(of: users))
        #expect(try values("user_id", .subscriptions).isSubset(of: users))
        #expect(try values("user_id", .engagementTracking).isSubset(of: users))
        #expect(try values("content_id", .engagementTracking).isSubset(of: contents))
    }
}
