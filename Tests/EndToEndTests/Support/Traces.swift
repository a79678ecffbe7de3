import TestServer

extension TestDatabase {
    /// What a close could leave in a database: the relations and triggers of remit's schemas, the closed periods and
    /// their roots, notes of late rows, temporary tables.
    func traces() throws -> String {
        try sql(
            """
            SELECT relnamespace::regnamespace, relname, relkind, relpersistence, relispartition
            FROM pg_class WHERE relnamespace IN ('settlement'::regnamespace, 'settlement_draft'::regnamespace)
               OR relpersistence = 't' ORDER BY 1, 2;
            SELECT tgrelid::regclass, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2;
            SELECT period, encode(root, 'hex') FROM settlement.periods ORDER BY 1;
            SELECT count(*) FROM settlement.lines; SELECT * FROM settlement.late_notes;
            """)
    }

    /// Waits until no command of ours is connected any more: a server notices only after a while that one has died.
    func waitUntilLeft() throws {
        try waitUntil("the server has noticed that the command is gone") { try connections() == "0" }
    }

    private func connections() throws -> String {
        try sql(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'remit'")
    }

    /// Locks that others hold or wait for in this database, advisory ones among them; the server's own housekeeping apart.
    func locks() throws -> String {
        try sql(
            """
            SELECT locktype, mode, relation::regclass FROM pg_locks
            WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()
              AND pid NOT IN (SELECT pid FROM pg_stat_activity WHERE backend_type = 'autovacuum worker')
            """)
    }
}
