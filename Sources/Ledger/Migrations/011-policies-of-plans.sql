-- 11 policies of plans: the policy that payouts were planned under is kept like that of a close, so that each can be explained for good.
SET LOCAL lock_timeout = '5s';

COMMENT ON TABLE settlement.policies IS
    'Every policy file that a period was closed under, or payouts were planned under, byte for byte.';

-- Keeps a policy file, once per distinct text.
CREATE FUNCTION settlement.keep_policy(path text, content text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO settlement.policies VALUES (encode(sha256(convert_to(content, 'UTF8')), 'hex'), path, content)
    ON CONFLICT DO NOTHING
$$;

ALTER TABLE settlement.payout_plans ADD FOREIGN KEY (policy_hash) REFERENCES settlement.policies;

REVOKE EXECUTE ON FUNCTION settlement.keep_policy(text, text) FROM PUBLIC;

-- Those who have the rights to settle already are given the new ones.
DO $$ BEGIN PERFORM settlement.renew_settling(); END $$;
