import TestServer
import Testing

/// Readers of whom a row is at fault are read again, some thousand at a time: none is lost or counted twice.
@Suite("Faulty readers (R12)")
struct FaultyReaderTests {
    /// Adds readers, each with rows of two contents, of which one is negative.
    private static func readers(_ count: Int) -> String {
        """
        INSERT INTO engagement_tracking (id, user_id, content_id, total_time_seconds, sessions_completed,
                                         concepts_accessed, period_start, period_end)
        SELECT gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad(reader::text, 12, '0'))::uuid, content.id,
               CASE content.place WHEN 1 THEN -1 ELSE 60 END, 0, 0, '2026-01-01', '2026-01-31'
        FROM generate_series(1, \(count)) reader,
             (SELECT id, row_number() OVER (ORDER BY id) AS place FROM contents ORDER BY id LIMIT 2) content
        """
    }

    /// Rows of nobody: one good, one negative, and two that together are more than the month has.
    private static let nobody = """
        INSERT INTO engagement_tracking (id, user_id, content_id, total_time_seconds, sessions_completed,
                                         concepts_accessed, period_start, period_end)
        SELECT gen_random_uuid(), NULL, NULL, seconds, 0, 0, '2026-01-01', '2026-01-31'
        FROM unnest(ARRAY[60, -7, 2000000, 2000000]) seconds
        """

    private func exceptions(_ database: TestDatabase) throws -> [String] {
        try database.sql(
            "SELECT code || ' ' || count(*) FROM settlement.exceptions WHERE source_table = 'engagement_tracking' GROUP BY code ORDER BY 1"
        ).split(separator: "\n").map(String.init)
    }

    @Test("each row at fault is an exception once", arguments: [1_999, 2_000, 2_001, 4_500])
    func once(count: Int) throws {
        let database = try SmallPlatform.fresh()
        try database.sql("DELETE FROM engagement_tracking")
        try database.sql(Self.readers(count))
        try database.sql(Self.nobody)
        let closed = try database.remit("close", "2026-01")
        #expect(closed.status == 0, "\(closed.complaint)")
        #expect(try exceptions(database) == ["engagement_negative \(count + 1)"])
    }

    @Test("their good rows count, and their pool is that of a month in which the bad row was never written")
    func poolIsTheSame() throws {
        var pools: [String] = []
        for change in ["", "DELETE FROM engagement_tracking WHERE total_time_seconds < 0"] {
            let database = try SmallPlatform.fresh()
            try database.sql(
                """
                DELETE FROM engagement_tracking WHERE total_time_seconds < 0;
                INSERT INTO engagement_tracking (id, user_id, content_id, total_time_seconds, period_start, period_end)
                SELECT gen_random_uuid(), user_id, gen_random_uuid(), -5, period_start, period_end
                FROM engagement_tracking WHERE period_start = '2026-01-01' GROUP BY user_id, period_start, period_end;
                \(change)
                """)
            #expect(try database.remit("close", "2026-01").status == 0)
            pools.append(try database.remit("export", "pools", "--period", "2026-01").output)
        }
        #expect(pools[0] == pools[1] && pools[0].split(separator: "\n").count > 1)
    }
}
