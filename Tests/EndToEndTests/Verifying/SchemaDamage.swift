/// What DDL can do to the small platform's books, which no trigger refuses.
extension Damage {
    private static let guarded =
        "BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE FOR EACH STATEMENT EXECUTE FUNCTION settlement.refuse_change()"
    private static let check =
        "constraint CHECK ((gross_cents = ((processing_cents + platform_cents) + creator_cents)))"

    static let ofSchema: [Damage] = ofTables + ofGuards + ofFunctions

    private static let ofTables = [
        Damage(
            name: "a partition detached", sql: "ALTER TABLE settlement.lines DETACH PARTITION settlement.lines_2026_02",
            lines: [
                definition(
                    "2026-02", ".lines_2026_02, partition of settlement.lines", "FOR VALUES IN ('2026-02-01')",
                    "nothing")
            ]),
        Damage(
            name: "a partition dropped", sql: "DROP TABLE settlement.exclusions_2026_02",
            lines: [
                february("a table is missing", "settlement.exclusions_2026_02", "a table", "nothing"),
                february(
                    "the books cannot be read", "the digest", "rows as a close writes them",
                    "relation \"settlement.exclusions_2026_02\" does not exist"),
            ]),
        Damage(
            name: "a partition replaced by a view",
            sql: """
                ALTER TABLE settlement.lines DETACH PARTITION settlement.lines_2026_02;
                ALTER TABLE settlement.lines_2026_02 RENAME TO hidden;
                CREATE VIEW settlement.lines_2026_02 AS SELECT * FROM settlement.hidden
                """, lines: [definition("2026-02", ".lines_2026_02, kind", "table", "v")]),
        Damage(
            name: "a partition for everything else",
            sql: "CREATE TABLE settlement.other PARTITION OF settlement.lines DEFAULT",
            lines: [definition(nil, ".lines, child", "nothing", "settlement.other")]),
        Damage(
            name: "a partition of another owner",
            sql: """
                DO $$ BEGIN IF to_regrole('verify_owner') IS NULL THEN CREATE ROLE verify_owner; END IF; END $$;
                ALTER TABLE settlement.lines_2026_02 OWNER TO verify_owner
                """, lines: [definition("2026-02", ".lines_2026_02, owner", "nothing", "verify_owner")]),
        Damage(
            name: "rights to change a partition", sql: "GRANT UPDATE, DELETE ON settlement.lines_2026_02 TO pg_monitor",
            lines: [definition("2026-02", ".lines_2026_02, rights of pg_monitor", "nothing", "DELETE, UPDATE")]),
        Damage(
            name: "a partition that a crash empties", sql: "ALTER TABLE settlement.lines_2026_02 SET UNLOGGED",
            lines: [definition("2026-02", ".lines_2026_02, kind", "table", "table, unlogged")]),
        Damage(
            name: "another column", sql: "ALTER TABLE settlement.pools ADD COLUMN note text",
            lines: [definition(nil, ".pools, column note", "nothing", "text")]),
        Damage(
            name: "a column of another type",
            sql: "DROP VIEW settlement.report_lines; ALTER TABLE settlement.lines ALTER gross_cents TYPE numeric",
            lines: [definition("2026-02", ".lines_2026_02, column gross_cents", "bigint not null", "numeric not null")]),
        Damage(
            name: "a null where none may be",
            sql: "ALTER TABLE settlement.lines ALTER currency DROP NOT NULL; "
                + change("lines", "currency = NULL", where: "kind = 's'", first: "source_id"),
            lines: [
                definition("2026-02", ".lines_2026_02, column currency", "text not null", "text"),
                february(
                    "the books cannot be read", "the digest", "rows as a close writes them",
                    "column 7 is null where text was expected"),
            ]),
        Damage(
            name: "an index dropped", sql: "DROP INDEX settlement.lines_2026_02_source_id_content_id_kind_idx",
            lines: [
                definition(
                    "2026-02",
                    ".lines_2026_02, index UNIQUE USING btree (source_id, content_id, kind) NULLS NOT DISTINCT "
                        + "WHERE (source_id IS NOT NULL)", "valid", "nothing")
            ]),
        Damage(
            name: "a migration that is not this engine's",
            sql: "UPDATE settlement.migrations SET checksum = 'x' WHERE number = 2",
            lines: [
                "damage: a step of the schema is not this engine's: settlement.migrations, 2: expected SHA-256 #, found x"
                    + redefine
            ]),
    ]

    private static let ofGuards = [
        Damage(
            name: "a trigger disabled", sql: "ALTER TABLE settlement.lines_2026_02 DISABLE TRIGGER closed",
            lines: [
                definition(
                    "2026-02", ".lines_2026_02, trigger closed", "always: \(guarded)", "disabled: \(guarded)")
            ]),
        Damage(
            name: "a trigger that replication gets round", sql: "ALTER TABLE settlement.pools ENABLE TRIGGER closed",
            lines: [
                definition(nil, ".pools, trigger closed", "always: \(guarded)", "not for replication: \(guarded)")
            ]),
        Damage(
            name: "a trigger dropped", sql: "DROP TRIGGER closed ON settlement.exceptions_2026_02",
            lines: [
                definition("2026-02", ".exceptions_2026_02, trigger closed", "always: \(guarded)", "nothing")
            ]),
        Damage(
            name: "a trigger that never fires",
            sql: """
                DROP TRIGGER closed ON settlement.periods;
                CREATE FUNCTION settlement.ignore() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
                CREATE TRIGGER closed BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement.periods
                FOR EACH STATEMENT EXECUTE FUNCTION settlement.ignore();
                ALTER TABLE settlement.periods ENABLE ALWAYS TRIGGER closed
                """,
            lines: [
                definition(
                    nil, ".periods, trigger closed",
                    "always: BEFORE DELETE OR UPDATE OR TRUNCATE FOR EACH STATEMENT EXECUTE FUNCTION settlement.refuse_change()",
                    "always: BEFORE DELETE OR UPDATE OR TRUNCATE FOR EACH STATEMENT EXECUTE FUNCTION settlement.ignore()"
                )
            ]),
        Damage(
            name: "another trigger",
            sql: """
                CREATE FUNCTION settlement.ignore() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
                CREATE TRIGGER ignored BEFORE INSERT ON settlement.policies FOR EACH ROW EXECUTE FUNCTION settlement.ignore()
                """,
            lines: [
                definition(
                    nil, ".policies, trigger ignored", "nothing",
                    "not for replication: BEFORE INSERT FOR EACH ROW EXECUTE FUNCTION settlement.ignore()")
            ]),
        Damage(
            name: "a constraint dropped", sql: "ALTER TABLE settlement.lines DROP CONSTRAINT lines_check",
            lines: [definition("2026-02", ".lines_2026_02, \(check)", "valid", "nothing")]),
        Damage(
            name: "a constraint that was not validated",
            sql: """
                ALTER TABLE settlement.lines DROP CONSTRAINT lines_check;
                ALTER TABLE settlement.lines
                ADD CHECK (gross_cents = processing_cents + platform_cents + creator_cents) NOT VALID
                """, lines: [definition("2026-02", ".lines_2026_02, \(check)", "valid", "not valid")]),
        Damage(
            name: "a rule", sql: "CREATE RULE swallow AS ON INSERT TO settlement.lines_2026_02 DO INSTEAD NOTHING",
            lines: [definition("2026-02", ".lines_2026_02, rule swallow", "nothing", "O")]),
        Damage(
            name: "rows that some do not see", sql: "ALTER TABLE settlement.lines_2026_02 ENABLE ROW LEVEL SECURITY",
            lines: [definition("2026-02", ".lines_2026_02, kind", "table", "table, row level security")]),
    ]

    private static let ofFunctions = [
        Damage(
            name: "a guard that lets everything through",
            sql: """
                CREATE OR REPLACE FUNCTION settlement.refuse_change() RETURNS trigger
                LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN NULL; END'
                """,
            lines: [
                definition(
                    nil, ", function refuse_change()",
                    "plpgsql, volatility v, search_path=pg_catalog, pg_temp, body #",
                    "plpgsql, volatility v, search_path=pg_catalog, pg_temp, body #")
            ]),
        Damage(
            name: "a function of the owner's for everybody",
            sql: "GRANT EXECUTE ON FUNCTION settlement.drop_draft() TO PUBLIC",
            lines: [
                definition(
                    nil, ", function drop_draft()",
                    "plpgsql, security definer, volatility v, search_path=pg_catalog, pg_temp, body #",
                    "plpgsql, security definer, volatility v, search_path=pg_catalog, pg_temp, for everybody, body #")
            ]),
        Damage(
            name: "a function that finds its tables elsewhere",
            sql: "ALTER FUNCTION settlement.drop_draft() RESET search_path",
            lines: [
                definition(
                    nil, ", function drop_draft()",
                    "plpgsql, security definer, volatility v, search_path=pg_catalog, pg_temp, body #",
                    "plpgsql, security definer, volatility v, body #")
            ]),
    ]
}
