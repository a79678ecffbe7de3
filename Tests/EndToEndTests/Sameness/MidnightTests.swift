import TestServer
import Testing

/// Days whose midnight comes twice, or not at all, because clocks change over it (R2.1).
@Suite("Midnights")
struct MidnightTests {
    /// Clocks in Havana went from 01:00 back to 00:00 on 1 November 2026: that hour, the first of a month, came twice.
    @Test("a month begins with the first of two midnights")
    func twice() throws {
        let policy = try TestPolicy.replacing([
            "timezone: UTC": "timezone: America/Havana", "genesis: 2026-01": "genesis: 2026-10",
        ])
        let database = try SmallPlatform.fresh()
        for (number, time) in [(1, "2026-11-01 03:59:59.999999"), (2, "2026-11-01 04:00"), (3, "2026-11-01 05:00")] {
            try database.sql(
                """
                INSERT INTO donations (id, donor_id, recipient_id, amount_cents, currency, payment_provider, status, created_at)
                VALUES ('00000000-0000-4000-8000-00000000000\(number)', NULL, gen_random_uuid(), 500, 'USD', 'paddle',
                        'completed', '\(time)')
                """)
        }
        let months = try ["2026-10", "2026-11"].map { month -> [Int] in
            #expect(try database.remit("close", month, now: "2026-12-02T00:00:00Z", policy: policy).status == 0)
            let lines = try database.remit("export", "lines", "--period", month).output
            return (1...3).filter { lines.contains("-8000-00000000000\($0)") }
        }
        #expect(months == [[1], [2, 3]])
    }
}
