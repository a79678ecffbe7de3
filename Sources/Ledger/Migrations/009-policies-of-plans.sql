-- 9 policies of plans: the policy that payouts were planned under is kept like that of a close, so that each can be explained for good; of accounts, only texts are copied.
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

-- As before, but of what the settings hold in JSON, only texts: nothing is copied that a plan's HMAC does not cover.
CREATE OR REPLACE FUNCTION settlement.account_copy(creator uuid, method text) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE method
           WHEN 'aba' THEN jsonb_strip_nulls(jsonb_build_object('aba_account', payout_aba_account, 'name', texts->'name'))
           WHEN 'paypal' THEN jsonb_build_object('paypal_email', payout_paypal_email)
           WHEN 'wise' THEN jsonb_build_object('wise_email', texts->'wise_email', 'name', texts->'name')
           WHEN 'bank_transfer' THEN jsonb_strip_nulls(jsonb_build_object(
               'iban', texts->'iban', 'bic', texts->'bic', 'name', texts->'name')) END
    FROM public.creator_payment_settings,
         LATERAL (SELECT jsonb_object_agg(name, payout_details::jsonb->name) AS texts
                  FROM unnest(ARRAY['wise_email', 'iban', 'bic', 'name']) name
                  WHERE jsonb_typeof(payout_details::jsonb->name) = 'string') found
    WHERE user_id = creator
$$;

REVOKE EXECUTE ON FUNCTION settlement.keep_policy(text, text) FROM PUBLIC;

-- Those who have the rights to settle already are given the new one.
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
