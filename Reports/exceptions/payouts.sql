SELECT code, source_table, row_id, severity, message FROM payout_exceptions
ORDER BY code COLLATE "C", source_table COLLATE "C", row_id
