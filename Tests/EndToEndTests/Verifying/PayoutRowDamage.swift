import TestServer

/// Damage to the platform's rows of payouts, and to what guards them.
extension Damage {
    static let ofPayoutRows = [
        Damage(
            name: "a payout deleted",
            sql: unguarded(
                """
                DELETE FROM payouts WHERE id = \(AnsweredPlatform.payout(4))
                """),
            lines: [
                finding(
                    "a payout that was accepted is gone from public.payouts (R11.5)",
                    "payout 64b96dae-defa-5bbb-91bd-2f455d07a921",
                    "65929 cents of USD to creator a10e1e6c-451a-dda2-8647-35a2a8525193",
                    "nothing", next: putBack)
            ]),
        Damage(
            name: "another amount and another bucket",
            sql: unguarded(
                """
                UPDATE payouts SET amount_cents = amount_cents + 100, from_donations_cents = from_donations_cents + 100 WHERE id = \(AnsweredPlatform.payout(4))
                """),
            lines: [
                finding(
                    "a payout is not what was accepted (R11.3, R11.5)",
                    "payout 64b96dae-defa-5bbb-91bd-2f455d07a921",
                    "amount_cents 65929, from_donations_cents 10520",
                    "amount_cents 66029, from_donations_cents 10620", next: putBack)
            ]),
        Damage(
            name: "another creator, currency and method",
            sql: unguarded(
                """
                UPDATE payouts SET user_id = \(SmallPlatform.creator(1)), currency = 'EUR', payout_method = 'wise' WHERE id = \(AnsweredPlatform.payout(4))
                """),
            lines: [
                finding(
                    "a payout is not what was accepted (R11.3, R11.5)",
                    "payout 64b96dae-defa-5bbb-91bd-2f455d07a921",
                    "user_id a10e1e6c-451a-dda2-8647-35a2a8525193, currency USD, payout_method paypal",
                    "user_id f818ded4-eeb1-b6cd-a143-7a21854c53ec, currency EUR, payout_method wise", next: putBack)
            ]),
        Damage(
            name: "another time of request",
            sql: unguarded(
                """
                UPDATE payouts SET requested_at = '2026-04-01' WHERE id = \(AnsweredPlatform.payout(4))
                """),
            lines: [
                finding(
                    "a payout is not what was accepted (R11.3, R11.5)",
                    "payout 64b96dae-defa-5bbb-91bd-2f455d07a921",
                    "requested_at 2026-04-02 00:00:00",
                    "requested_at 2026-04-01 00:00:00", next: putBack)
            ]),
        Damage(
            name: "another account",
            sql: unguarded(
                """
                UPDATE payouts SET payout_details = '{"paypal_email": "thief@example.org"}' WHERE id = '\(AnsweredPlatform.accepted)'
                """),
            lines: [
                finding(
                    "a payout is not what was accepted (R11.3, R11.5)",
                    "payout 00000000-0000-4000-8000-00000000acce",
                    "payout_details as they were copied",
                    "payout_details of another account", next: putBack)
            ]),
        Damage(
            name: "a status without a step",
            sql: unguarded(
                """
                UPDATE payouts SET status = 'completed' WHERE id = \(AnsweredPlatform.payout(2))
                """),
            lines: [
                finding(
                    "the status of a payout is not what its steps lead to (R11.5)",
                    "payout 492a72d8-45bd-5059-bbdf-2a3797c3a171",
                    "processing",
                    "completed", next: putBack)
            ]),
        Damage(
            name: "a failure moved to another day",
            sql: unguarded(
                """
                UPDATE payouts SET processed_at = '2026-04-30' WHERE id = \(AnsweredPlatform.payout(1))
                """),
            lines: [
                finding(
                    "a payout failed at another time than its steps say (R10)",
                    "payout 291485d6-54fc-5936-89bb-dd80972e1816",
                    "2026-04-03 09:00:00",
                    "2026-04-30 00:00:00", next: putBack),
                finding(
                    "more was paid than was available (R10, R13)",
                    "payout 7216c999-131c-501b-a89e-000157937a72, creator "
                        + "f818ded4-eeb1-b6cd-a143-7a21854c53ec, USD, 2026-04-20",
                    "at most 0 cents",
                    "64505 cents", next: ask),
            ]),
        Damage(
            name: "a refused request entered again",
            sql: unguarded(
                """
                DELETE FROM payouts WHERE id = '\(AnsweredPlatform.refused)';
                INSERT INTO payouts (id, user_id, amount_cents, status, requested_at)
                VALUES ('\(AnsweredPlatform.refused)', \(SmallPlatform.creator(7)), 1500, 'pending', '2026-04-21')
                """),
            lines: [
                finding(
                    "a request that was refused is not as it was refused (R11.1)",
                    "payout 00000000-0000-4000-8000-00000000dead",
                    "amount_cents 2000000000, status failed",
                    "amount_cents 1500, status pending", next: putBack)
            ]),
        Damage(
            name: "a refused request deleted",
            sql: unguarded(
                """
                DELETE FROM payouts WHERE id = '\(AnsweredPlatform.refused)'
                """),
            lines: [
                finding(
                    "a request that was refused is not as it was refused (R11.1)",
                    "payout 00000000-0000-4000-8000-00000000dead",
                    "its row",
                    "nothing", next: putBack)
            ]),
    ]

    static let ofPayoutGuards = [
        Damage(
            name: "a guard of payouts disabled",
            sql: """
                ALTER TABLE payouts DISABLE TRIGGER remit_step
                """,
            lines: [
                finding(
                    "a definition is not what remit migrate made",
                    "public.payouts, trigger remit_step",
                    "always: CREATE TRIGGER remit_step BEFORE DELETE OR UPDATE ON public.payouts FOR EACH "
                        + "ROW EXECUTE FUNCTION settlement.check_payout_step()",
                    "disabled: CREATE TRIGGER remit_step BEFORE DELETE OR UPDATE ON public.payouts FOR EACH "
                        + "ROW EXECUTE FUNCTION settlement.check_payout_step()", next: redefine)
            ]),
        Damage(
            name: "a guard of payouts dropped",
            sql: """
                DROP TRIGGER remit_insert ON payouts
                """,
            lines: [
                finding(
                    "a definition is not what remit migrate made",
                    "public.payouts, trigger remit_insert",
                    "always: CREATE TRIGGER remit_insert AFTER INSERT ON public.payouts REFERENCING NEW "
                        + "TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION "
                        + "settlement.check_payouts_covered()",
                    "nothing", next: redefine)
            ]),
        Damage(
            name: "a guard of payouts that lets everything through",
            sql: """
                CREATE OR REPLACE FUNCTION settlement.refuse_payouts_truncate() RETURNS trigger
                LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN NULL; END'
                """,
            lines: [
                definition(
                    nil, ", function refuse_payouts_truncate()",
                    "plpgsql, security definer, volatility v, search_path=pg_catalog, pg_temp TimeZone=UTC, body #",
                    "plpgsql, security definer, volatility v, search_path=pg_catalog, pg_temp, body #")
            ]),
        Damage(
            name: "the key of the accounts replaced",
            sql: behindTheGuard(
                of: "payout_key",
                """
                UPDATE settlement.payout_key SET key = sha256('x')
                """),
            lines: [
                finding(
                    "the account of a payout is not the one that was copied (R11.3)",
                    "payout 00000000-0000-4000-8000-00000000acce",
                    "HMAC #",
                    "HMAC #"),
                finding(
                    "the account of a payout is not the one that was copied (R11.3)",
                    "payout 64b96dae-defa-5bbb-91bd-2f455d07a921",
                    "HMAC #",
                    "HMAC #"),
                finding(
                    "the account of a payout is not the one that was copied (R11.3)",
                    "payout 291485d6-54fc-5936-89bb-dd80972e1816",
                    "HMAC #",
                    "HMAC #"),
                finding(
                    "the account of a payout is not the one that was copied (R11.3)",
                    "payout be661233-9815-5b90-9727-0a255e9a1a34",
                    "HMAC #",
                    "HMAC #"),
                finding(
                    "the account of a payout is not the one that was copied (R11.3)",
                    "payout 3326a350-3db9-5172-82e6-549d0940765b",
                    "HMAC #",
                    "HMAC #"),
                finding(
                    "the account of a payout is not the one that was copied (R11.3)",
                    "payout 9776befa-5d2d-5f52-a5bf-c6cb850c6793",
                    "HMAC #",
                    "HMAC #"),
                finding(
                    "the account of a payout is not the one that was copied (R11.3)",
                    "payout 492a72d8-45bd-5059-bbdf-2a3797c3a171",
                    "HMAC #",
                    "HMAC #"),
                finding(
                    "the account of a payout is not the one that was copied (R11.3)",
                    "payout 7216c999-131c-501b-a89e-000157937a72",
                    "HMAC #",
                    "HMAC #"),
                finding(
                    "the account of a payout is not the one that was copied (R11.3)",
                    "payout 7c1ee955-7fbc-5203-9862-6a74de345813",
                    "HMAC #",
                    "HMAC #"),
            ]),
    ]
}
