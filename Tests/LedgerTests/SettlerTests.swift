import Foundation
import PostgresClient
import TestServer
import Testing

/// The settling role: it can close, and misuse nothing of what it may call.
@Suite("The settling role")
struct SettlerTests {
    /// A platform with January closed by a settling role, and the role.
    private func closedJanuary() throws -> (TestDatabase, role: String) {
        let database = try SmallPlatform.fresh()
        let role = try TestRole.settler(in: database)
        let closed = try database.remit("close", "2026-01", user: role)
        try #require(closed.status == 0, "\(closed.errors)")
        return (database, role)
    }

    @Test("drafts, closes and exports as the owner does, to the same root")
    func closes() throws {
        let (database, role) = try closedJanuary()
        let owner = try SmallPlatform.fresh()
        #expect(try database.remit("close", "2026-01").root == owner.remit("close", "2026-01").root)
        let draft = try database.remit("close", "--draft", user: role)
        #expect(draft.status == 0, "\(draft.errors)")
        #expect(try database.remit("export", "lines", "--period", "2026-02", "--draft", user: role).status == 0)
        #expect(try database.remit("close", user: role).root == draft.root)
        #expect(try database.remit("export", "lines", user: role).output == database.remit("export", "lines").output)
        #expect(try database.remit("backfill", "late", "--from", "2026-01", user: role).status == 0)
    }

    @Test("owns nothing, and may write nowhere but into its notes")
    func rights() throws {
        let (database, role) = try closedJanuary()
        #expect(try database.sql("SELECT count(*) FROM pg_class WHERE relowner = '\(role)'::regrole") == "0")
        let writable = try database.sql(
            """
            SELECT string_agg(c.oid::regclass::text, ',') FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
            WHERE nspname IN ('settlement', 'settlement_draft', 'public') AND relkind IN ('r', 'p')
              AND has_table_privilege('\(role)', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
            """)
        #expect(writable == "settlement.late_notes")
        for schema in ["settlement", "settlement_draft"] {
            #expect(try database.sql("SELECT has_schema_privilege('\(role)', '\(schema)', 'CREATE')") == "f")
        }
    }

    @Test("functions refuse what is closed, out of order, or no month")
    func oddArguments() throws {
        let (database, role) = try closedJanuary()
        let seal =
            "'2026-01-01', '2026-02-01', 'hash', 'path', 'text', NULL, decode(repeat('00', 32), 'hex'), now()::timestamp, '1'"
        let refused = [
            "open_books('2026-01-01', false)", "open_books('2026-01-01', true)", "open_books('2025-12-01', false)",
            "open_books(NULL, false)", "open_books('infinity', false)", "open_books('-infinity', false)",
            "seal_books('2026-01-01', \(seal))", "seal_books('2025-12-01', \(seal))", "seal_books(NULL, \(seal))",
        ]
        let before = try traces(database)
        for call in refused {
            #expect(database.refusal(of: "SELECT settlement.\(call)", as: role) != nil, "\(call) went through")
            #expect(try traces(database) == before, "\(call) left something")
        }
        let gap =
            "SELECT settlement.open_books('2026-03-01', false); SELECT settlement.seal_books('2026-03-01', \(seal))"
        #expect(database.refusal(of: "BEGIN; \(gap); COMMIT", as: role) != nil)
        #expect(try traces(database) == before)
    }

    @Test("cannot add to what is closed by way of the keys")
    func keysOfClosed() throws {
        let (database, role) = try closedJanuary()
        let before = try traces(database)
        let refusal = database.refusal(of: "SELECT settlement.key_books('2026-01-01', false)", as: role)
        #expect(refusal?.contains("period 2026-01-01 is closed") == true, "\(refusal ?? "it went through")")
        #expect(try traces(database) == before)
    }

    @Test("books that were opened and never sealed do not keep a month from being closed")
    func abandonedBooks() throws {
        let (database, role) = try closedJanuary()
        _ = database.refusal(of: "SELECT settlement.open_books('2026-02-01', false)", as: role)
        let closed = try database.remit("close", "2026-02", user: role)
        #expect(closed.status == 0, "\(closed.errors)")
        let owner = try SmallPlatform.fresh()
        _ = try owner.remit("close", "2026-01")
        #expect(try closed.root == owner.remit("close", "2026-02").root)
    }

    @Test("and another one take turns: each reads what the other closed and drafted", arguments: [false, true])
    func inTurn(grantedByAnother: Bool) throws {
        let (database, first) = try closedJanuary()
        let second = try TestRole.make(in: database)
        let administrator = try TestRole.make(in: database)
        try database.sql("ALTER ROLE \(administrator) SUPERUSER")
        let migrated = try database.remit("migrate", "--settler", second, user: grantedByAnother ? administrator : nil)
        try #require(migrated.status == 0, "\(migrated.errors)")
        for (one, other) in [(second, first), (first, second)] {
            #expect(try database.remit("close", "--draft", user: one).status == 0)
            let draft = try database.remit("export", "lines", "--draft", "--period", "2026-02", user: other)
            #expect(draft.status == 0, "\(draft.errors)")
        }
        #expect(try database.remit("close", "2026-02", user: second).status == 0)
        #expect(try database.remit("close", "2026-03", user: first).status == 0)
        let lines = try database.remit("export", "lines").output
        for role in [first, second] { #expect(try database.remit("export", "lines", user: role).output == lines) }
    }

    @Test("cannot open books far ahead")
    func booksAhead() throws {
        let (database, role) = try closedJanuary()
        let refusal = database.refusal(of: "SELECT settlement.open_books('2031-07-01', false)", as: role)
        #expect(refusal?.contains("does not follow") == true, "\(refusal ?? "it went through")")
    }

    @Test("cannot seal with a chain that does not hold")
    func brokenChain() throws {
        let (database, role) = try closedJanuary()
        let refusal = database.refusal(
            of: """
                BEGIN;
                SELECT settlement.open_books('2026-02-01', false);
                SELECT settlement.seal_books('2026-02-01', '2026-02-01', '2026-03-01', 'hash', 'path', 'text',
                    decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'), now()::timestamp, '1');
                COMMIT
                """, as: role)
        #expect(refusal?.contains("root") == true, "\(refusal ?? "it went through")")
        #expect(try database.sql("SELECT count(*) FROM settlement.periods") == "1")
    }

    @Test("cannot change a draft that is made")
    func draftWrites() throws {
        let (database, role) = try closedJanuary()
        #expect(try database.remit("close", "--draft", user: role).status == 0)
        for book in ImmutabilityTests.books {
            let refusal = database.refusal(
                of: "INSERT INTO settlement_draft.\(book) SELECT * FROM settlement_draft.\(book)", as: role)
            #expect(refusal?.contains("permission denied") == true, "\(book): \(refusal ?? "it went through")")
        }
    }

    @Test("gives nobody the rights that it has")
    func grants() throws {
        let (database, role) = try closedJanuary()
        let friend = try TestRole.make(in: database)
        _ = database.refusal(of: "SELECT settlement.grant_settling('\(friend)')", as: role)
        #expect(try database.sql("SELECT has_schema_privilege('\(friend)', 'settlement', 'USAGE')") == "f")
        #expect(try database.sql("SELECT has_table_privilege('\(friend)', 'public.purchases', 'SELECT')") == "f")
        #expect(
            database.refusal(of: "SELECT settlement.drop_draft()", as: friend)?.contains("permission denied") == true)
        for function in [
            "open_books('2026-02-01', false)", "key_books('2026-02-01', false)", "keep_draft('2026-02-01', NULL, NULL)",
        ] {
            #expect(
                database.refusal(of: "SELECT settlement.\(function)", as: friend)?.contains("permission denied") == true
            )
        }
    }

    @Test("things of the same names in its own schema, or in temporary tables, deceive nobody")
    func lookalikes() throws {
        let (database, role) = try closedJanuary()
        try database.sql("CREATE SCHEMA AUTHORIZATION \(role)")
        try database.sql("ALTER ROLE \(role) SET search_path = \(role), settlement, pg_catalog")
        let decoys = """
            CREATE TABLE \(role).periods (period date, root bytea, policy_hash text);
            CREATE TABLE \(role).purchases (id uuid);
            CREATE FUNCTION \(role).book_names() RETURNS text[] LANGUAGE sql AS $$ SELECT ARRAY['lines'] $$;
            CREATE FUNCTION \(role).format(text, text) RETURNS text LANGUAGE sql AS $$ SELECT 'settlement.periods' $$;
            CREATE FUNCTION \(role).max(date) RETURNS date LANGUAGE sql AS $$ SELECT NULL::date $$;
            """
        try Psql.run(decoys, on: database.url(as: role))
        let owner = try SmallPlatform.fresh()
        _ = try owner.remit("close", "2026-01")
        let closed = try database.remit("close", "2026-02", user: role)
        #expect(closed.status == 0, "\(closed.errors)")
        #expect(try closed.root == owner.remit("close", "2026-02").root)
    }

    @Test("a table of the platform's that is named like a temporary one of the close does no harm")
    func shadowedTemporaryTable() throws {
        let (database, _) = try closedJanuary()
        let other = try SmallPlatform.copy(of: database)
        try database.sql(
            """
            CREATE TABLE public.again (id uuid, source_table text, open boolean);
            INSERT INTO public.again SELECT id, 'purchases', false FROM purchases WHERE completed_at >= '2026-02-01' LIMIT 20;
            """)
        let closed = try database.remit("close", "2026-02")
        #expect(try closed.root == other.remit("close", "2026-02").root, "\(closed.errors)")
        let rows = try database.sql("SELECT count(*) FROM public.again")
        #expect(rows == "20")
    }

    /// What remit's schemas hold: relations, indexes, triggers.
    private func traces(_ database: TestDatabase) throws -> String {
        try database.sql(
            """
            SELECT relname, relkind FROM pg_class WHERE relnamespace IN ('settlement'::regnamespace, 'settlement_draft'::regnamespace) ORDER BY 1;
            SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2;
            SELECT period FROM settlement.periods ORDER BY 1
            """)
    }
}
