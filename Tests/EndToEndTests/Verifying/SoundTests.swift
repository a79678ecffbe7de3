import Foundation
import TestServer
import Testing

@Suite("Sound books")
struct SoundTests {
    @Test("verify, each month with its root")
    func sound() throws {
        let database = try SmallPlatform.closed()
        let roots = try database.sql("SELECT encode(root, 'hex') FROM settlement.periods ORDER BY period")
            .split(separator: "\n")
        let verified = try database.remit("verify")
        #expect(verified.status == 0, "\(verified.output)")
        #expect(verified.errors.isEmpty)
        #expect(
            verified.output == """
                2026-01 sound, root \(roots[0]), 231 lines
                2026-02 sound, root \(roots[1]), 245 lines
                2026-03 sound, root \(roots[2]), 230 lines
                3 closed months sound

                """)
    }

    @Test("verify as one JSON object")
    func json() throws {
        let database = try SmallPlatform.closed()
        let root = try database.sql("SELECT encode(root, 'hex') FROM settlement.periods WHERE period = '2026-02-01'")
        #expect(
            try database.remit("verify", "2026-02", "--json").output == """
                {"findings": [], "periods": [{"period": "2026-02", "findings": [], "lines": 245, "root": "\(root)", "sound": true}], \
                "drifted_periods": null, "damaged_periods": 0, "sound": true}

                """)
        #expect(
            try database.remit("verify", "2026-02", "--recompute", "--json").output == """
                {"findings": [], "periods": [{"period": "2026-02", "findings": [], "drift": [], "lines": 245, "root": "\(root)", "sound": true}], \
                "drifted_periods": 0, "damaged_periods": 0, "sound": true}

                """)
    }

    @Test("without a closed month there is nothing to verify; another month than the closed ones is exit 65")
    func none() throws {
        let database = try SmallPlatform.fresh()
        let verified = try database.remit("verify", "--recompute")
        #expect(verified.status == 0)
        #expect(verified.output == "no month is closed, so there is nothing to verify\n")
        #expect(
            try database.remit("verify", "--json").output
                == "{\"findings\": [], \"periods\": [], \"drifted_periods\": null, \"damaged_periods\": 0, \"sound\": true}\n"
        )
        let other = try SmallPlatform.withJanuary().remit("verify", "2026-02")
        #expect(other.status == 65)
        #expect(other.errors == "remit: 2026-02 is not closed\n")
        #expect(try TestDatabase().remit("verify").status == 78)
    }

    @Test("verify for a role that only reads, and settle again for the one that settles; nothing lasts")
    func rights() throws {
        let database = try SmallPlatform.closed()
        try database.sql(
            """
            DROP ROLE IF EXISTS verify_reader, verify_settler; CREATE ROLE verify_reader LOGIN; CREATE ROLE verify_settler LOGIN;
            GRANT USAGE ON SCHEMA settlement TO verify_reader;
            GRANT SELECT ON ALL TABLES IN SCHEMA settlement TO verify_reader
            """)
        #expect(try database.remit("migrate", "--settler", "verify_settler").status == 0)
        defer {
            _ = try? database.sql(
                "DROP OWNED BY verify_reader, verify_settler; DROP ROLE verify_reader, verify_settler")
        }
        let before = try database.sql(
            "SELECT relname, relfilenode, relowner, relacl FROM pg_class WHERE relkind IN ('r', 'p', 'i') ORDER BY 1, 2"
        )
        for (role, arguments) in [("verify_reader", ["verify"]), ("verify_settler", ["verify", "--recompute"])] {
            let verified = try Remit.run(arguments, database: database.url(as: role), now: SmallPlatform.now)
            #expect(verified.status == 0, "\(verified.errors)\(verified.output)")
            #expect(verified.output.contains("3 closed months sound"))
        }
        let after = try database.sql(
            "SELECT relname, relfilenode, relowner, relacl FROM pg_class WHERE relkind IN ('r', 'p', 'i') ORDER BY 1, 2"
        )
        #expect(after == before)
        let refused = try Remit.run(["verify", "--recompute"], database: database.url(as: "verify_reader"))
        #expect(refused.status == 1)
        #expect(refused.errors.contains("permission denied"))
    }

    @Test("a draft does not disturb, nor books that were opened and never sealed")
    func leftovers() throws {
        let database = try SmallPlatform.withJanuary()
        #expect(try database.remit("close", "--draft").status == 0)
        try database.sql("CREATE INDEX ON settlement.lines_2026_01 (creator_id)")
        let verified = try database.remit("verify")
        #expect(verified.status == 0, "\(verified.output)")
        #expect(verified.output.hasSuffix("1 closed month sound\n"))
    }
}
