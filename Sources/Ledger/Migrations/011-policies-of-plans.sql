-- 11 policies of plans: the policy that payouts were planned under is kept like that of a close, so that each can be explained for good; of accounts, only texts are copied, and answers are taken many at a time.
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

-- Takes answers about payouts: completed, failed, or unknown, which is noted and changes nothing. An answer that was given
-- before changes nothing; returns how many did. answers: an array of objects with payout, status, reason and reference.
CREATE FUNCTION settlement.confirm_payouts(answers jsonb, clock timestamp) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE offence record; changed bigint;
BEGIN
    PERFORM FROM public.payouts row
    WHERE row.id IN (SELECT (answer->>'payout')::uuid FROM jsonb_array_elements(answers) answer) ORDER BY row.id FOR UPDATE;
    SELECT said.payout, row.status::text AS now, said.status AS answer INTO offence
    FROM jsonb_to_recordset(answers) AS said (payout uuid, status text)
    LEFT JOIN settlement.payouts record ON record.id = said.payout
    LEFT JOIN public.payouts row ON row.id = record.id
    WHERE (row.status::text = said.status AND said.status IN ('completed', 'failed')
           OR row.status::text IN ('processing', 'completed', 'failed') AND said.status = 'unknown'
           OR row.status::text = 'processing' AND said.status IN ('completed', 'failed')
           OR row.status::text = 'completed' AND said.status = 'failed') IS NOT TRUE LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'payout % is %, and cannot become %', offence.payout, coalesce(offence.now, 'not one that was made'),
            offence.answer USING ERRCODE = 'restrict_violation';
    ELSIF (SELECT count(*) > count(DISTINCT answer->>'payout') FROM jsonb_array_elements(answers) answer) THEN
        RAISE EXCEPTION 'a payout is given twice' USING ERRCODE = 'cardinality_violation';
    END IF;
    INSERT INTO settlement.payout_steps (payout_id, status, reason, reference, taken_by, taken_at)
    SELECT said.payout, said.status, CASE row.status::text WHEN 'completed' THEN 'returned' ELSE nullif(said.reason, '') END,
           nullif(said.reference, ''), session_user, clock
    FROM jsonb_array_elements(answers) WITH ORDINALITY AS given (answer, place),
         jsonb_to_record(answer) AS said (payout uuid, status text, reason text, reference text)
    JOIN public.payouts row ON row.id = said.payout
    WHERE row.status::text = 'processing' OR row.status::text = 'completed' AND said.status = 'failed' ORDER BY place;
    UPDATE public.payouts row
    SET status = (jsonb_populate_record(NULL::public.payouts, jsonb_build_object('status', said.status))).status,
        processed_at = clock
    FROM jsonb_to_recordset(answers) AS said (payout uuid, status text)
    WHERE row.id = said.payout AND said.status <> 'unknown' AND row.status::text <> said.status;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RETURN changed;
END
$$;

-- The same of one payout; whether it changed.
CREATE OR REPLACE FUNCTION settlement.confirm_payout(
    payout uuid, answer text, reason text, reference text, clock timestamp
) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT settlement.confirm_payouts(jsonb_build_array(jsonb_build_object(
        'payout', payout, 'status', answer, 'reason', reason, 'reference', reference)), clock) = 1
$$;

REVOKE EXECUTE ON FUNCTION settlement.keep_policy(text, text), settlement.confirm_payouts(jsonb, timestamp) FROM PUBLIC;

-- Those who have the rights to settle already are given the new ones.
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
