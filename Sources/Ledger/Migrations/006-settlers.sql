-- 6 settlers: roles that settle in turn read what each other closed and drafted, whoever gave them the rights.

-- As before; what the owner creates later is open to the role too, also if another role than the owner grants it.
CREATE OR REPLACE FUNCTION settlement.grant_settling(settler text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE owner text := (SELECT relowner::regrole::text FROM pg_class WHERE oid = 'settlement.periods'::regclass);
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA settlement, settlement_draft, public TO %I', settler);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA settlement, settlement_draft TO %I', settler);
    EXECUTE format('GRANT INSERT, DELETE ON settlement.late_notes TO %I', settler);
    EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA settlement TO %I', settler);
    EXECUTE format('GRANT SELECT ON public.purchases, public.donations, public.subscriptions, public.contents,
                    public.bundles, public.bundle_contents, public.engagement_tracking TO %I', settler);
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA settlement, settlement_draft
                    GRANT SELECT ON TABLES TO %I', owner, settler);
END
$$;

-- Those who have the rights already are given the new ones.
DO $$
DECLARE settler text;
BEGIN
    FOR settler IN
        SELECT DISTINCT pg_get_userbyid(grant_.grantee) FROM pg_class, aclexplode(relacl) grant_
        WHERE pg_class.oid = 'settlement.late_notes'::regclass AND grant_.privilege_type = 'INSERT'
          AND grant_.grantee NOT IN (0, relowner)
    LOOP
        PERFORM settlement.grant_settling(settler);
    END LOOP;
END
$$;
