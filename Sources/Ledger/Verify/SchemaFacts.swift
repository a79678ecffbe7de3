internal import PostgresClient
internal import Settlement

/// What the server's catalogue says of the tables and functions of schema `settlement`, as short facts that compare.
struct SchemaFacts {
    /// A fact: what it is about, and what holds of it.
    struct Fact: Hashable {
        /// The table, `functions`, or `public.payouts` for the guards there.
        let table: String
        /// What of it, such as `column kind`.
        let what: String
        /// What holds, such as `"char" not null`.
        let value: String
    }

    let connection: Connection
    /// The tables that are looked at.
    let tables: [String]

    /// Every fact.
    func read() throws -> [Fact] {
        let named = tables.map { "('\($0)')" }.joined(separator: ", ")
        return try connection.query(
            """
            WITH relation AS (
                SELECT class.*, class.oid AS id, schema.nspowner FROM (VALUES \(named)) named (name)
                JOIN pg_namespace schema ON schema.nspname = 'settlement'
                JOIN pg_class class ON class.relname = named.name AND class.relnamespace = schema.oid
            )
            \(SchemaFacts.selections.joined(separator: "\nUNION ALL\n"))
            """, doing: "reading the definitions of schema settlement"
        ) { Fact(table: try $0[0].text(), what: try $0[1].text(), value: try $0[2].text()) }
    }

    private static let selections = [
        kinds, columns, constraints, triggers, guards, indexes, partitions, children, rules, owners, rights, functions,
    ]

    private static let kinds = """
        SELECT relname::text, 'kind',
               CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' ELSE relkind::text END
               || CASE relpersistence WHEN 'u' THEN ', unlogged' ELSE '' END
               || CASE WHEN relrowsecurity OR relforcerowsecurity THEN ', row level security' ELSE '' END
        FROM relation
        """

    private static let columns = """
        SELECT relname::text, 'column ' || attname,
               format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' not null' ELSE '' END
               || CASE WHEN attgenerated <> '' THEN ' generated' ELSE '' END
        FROM relation JOIN pg_attribute ON attrelid = id WHERE attnum > 0 AND NOT attisdropped
        """

    /// Nullability is told with the columns: only newer servers keep constraints for it.
    private static let constraints = """
        SELECT relname::text, 'constraint ' || replace(pg_get_constraintdef(pg_constraint.oid), ' NOT VALID', ''),
               CASE WHEN convalidated THEN 'valid' ELSE 'not valid' END
        FROM relation JOIN pg_constraint ON conrelid = id WHERE contype IN ('c', 'p', 'u', 'f', 'x')
        """

    private static let enabled = """
        CASE tgenabled WHEN 'A' THEN 'always' WHEN 'D' THEN 'disabled' WHEN 'O' THEN 'not for replication'
                       ELSE 'for replication alone' END
        """

    private static let triggers = """
        SELECT relname::text, 'trigger ' || tgname,
               \(enabled)
               || ': ' || regexp_replace(pg_get_triggerdef(pg_trigger.oid), '^CREATE TRIGGER [^ ]+ (.*) ON [^ ]+ FOR', '\\1 FOR')
        FROM relation JOIN pg_trigger ON tgrelid = id WHERE NOT tgisinternal
        """

    /// The engine's own triggers on the platform's table; what others are there is the platform's affair.
    private static let guards = """
        SELECT 'public.payouts', 'trigger ' || tgname, \(enabled) || ': ' || pg_get_triggerdef(pg_trigger.oid)
        FROM pg_trigger WHERE tgrelid = to_regclass('public.payouts')
          AND tgname IN ('remit_insert', 'remit_update', 'remit_step', 'remit_truncate')
        """

    private static let indexes = """
        SELECT relname::text,
               'index ' || regexp_replace(pg_get_indexdef(indexrelid), '^CREATE (UNIQUE )?INDEX .* ON .* USING', '\\1USING'),
               CASE WHEN indisvalid AND indisready AND indislive THEN 'valid' ELSE 'not valid' END
        FROM relation JOIN pg_index ON indrelid = id
        """

    private static let partitions = """
        SELECT relname::text, 'partition of ' || inhparent::regclass,
               pg_get_expr(relpartbound, id) || CASE WHEN inhdetachpending THEN ', being detached' ELSE '' END
        FROM relation JOIN pg_inherits ON inhrelid = id
        """

    private static let children = """
        SELECT relname::text, 'child', string_agg(inhrelid::regclass::text, ', ' ORDER BY inhrelid::regclass::text)
        FROM relation JOIN pg_inherits ON inhparent = id
        WHERE NOT EXISTS (SELECT FROM relation known WHERE known.id = inhrelid) GROUP BY relname
        """

    private static let rules = """
        SELECT relname::text, 'rule ' || rulename, ev_enabled::text FROM relation JOIN pg_rewrite ON ev_class = id
        """

    private static let owners = """
        SELECT relname::text, 'owner', relowner::regrole::text FROM relation WHERE relowner <> nspowner
        """

    private static let rights = """
        SELECT relname::text, 'rights of ' || CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
               string_agg(privilege_type, ', ' ORDER BY privilege_type)
        FROM relation, aclexplode(relacl)
        WHERE grantee <> relowner AND privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')
          AND relname <> 'late_notes'
        GROUP BY relname, grantee
        """

    private static let functions = """
        SELECT 'functions', 'function ' || proname || '(' || pg_get_function_identity_arguments(pg_proc.oid) || ')',
               concat_ws(', ', lanname, CASE WHEN prosecdef THEN 'security definer' END, 'volatility ' || provolatile::text,
                         array_to_string(proconfig, ' '),
                         CASE WHEN proowner <> nspowner THEN 'owned by ' || proowner::regrole END,
                         CASE WHEN EXISTS (SELECT FROM aclexplode(coalesce(proacl, acldefault('f', proowner)))
                                           WHERE grantee = 0) THEN 'for everybody' END,
                         'body ' || encode(sha256(convert_to(prosrc, 'UTF8')), 'hex'))
        FROM pg_proc JOIN pg_namespace schema ON schema.oid = pronamespace JOIN pg_language language ON language.oid = prolang
        WHERE nspname = 'settlement'
        """
}
