-- seed 930

INSERT INTO contents (id, user_id, visibility, is_platform_content, price_cents, currency) VALUES
('a1888370-61ba-4c80-9f89-d0a13547904d', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', 'public', false, 499, 'USD'),
('3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', 'b1290126-4065-4d7c-b17d-433afe68306f', 'public', true, 999, 'EUR'),
('5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', NULL, false, 100, 'USD'),
('a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', 'public', true, 0, NULL),
('5a9f185b-b6ad-432d-b12d-82ead3634267', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', 'shared', false, 999, 'USD');

INSERT INTO bundles (id, creator_id, price_cents, currency) VALUES
('c4079cdd-d011-490f-9e4d-851864fa66eb', 'b1290126-4065-4d7c-b17d-433afe68306f', 3000, 'USD'),
('af29d0ca-981e-4034-9861-91e455f49a88', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', 3000, 'USD'),
('c3d2fc16-2897-4704-a20a-5f1f0fb10879', '93e96457-356d-400e-9f75-955400e11d9d', 3000, 'USD');

INSERT INTO bundle_contents (id, bundle_id, content_id, revenue_share_percent) VALUES
('5a77fedf-6616-4072-ac81-5f6f44ff5ee3', 'c4079cdd-d011-490f-9e4d-851864fa66eb', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', NULL),
('d0812663-963b-4376-b203-e1e5e98ad32d', 'c4079cdd-d011-490f-9e4d-851864fa66eb', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', NULL),
('249befb2-ca64-4596-b7b3-76c811a328ac', 'c4079cdd-d011-490f-9e4d-851864fa66eb', 'a1888370-61ba-4c80-9f89-d0a13547904d', NULL),
('d4792371-632d-4d78-9ed7-f6a40e7f7358', 'af29d0ca-981e-4034-9861-91e455f49a88', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', '97.62'),
('f633b096-b085-426a-b4ff-803dc4cadfba', 'af29d0ca-981e-4034-9861-91e455f49a88', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', NULL),
('40042cc9-8994-422f-8538-dc73281c114b', 'c3d2fc16-2897-4704-a20a-5f1f0fb10879', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', '66.67'),
('1e9b32f1-6d02-49f7-993e-c4be446cef81', 'c3d2fc16-2897-4704-a20a-5f1f0fb10879', 'a1888370-61ba-4c80-9f89-d0a13547904d', '33.33');

INSERT INTO purchases (id, buyer_id, content_id, seller_id, bundle_id, amount_cents, currency, platform_fee_cents, seller_revenue_cents, payment_provider, status, created_at, completed_at) VALUES
('9846d6f9-7fc4-4269-80a9-1ac0b04c0efc', '6aa9b093-4c5c-42a4-8bf6-273df1ea305e', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', 'c3d2fc16-2897-4704-a20a-5f1f0fb10879', 0, 'KHR', 0, 0, 'aba_khqr', 'completed', '2024-03-09 16:48:50', '2024-03-10 17:48:50'),
('bfe2bd6a-e17e-4715-b825-3a0b1e5bcd64', '5b97717c-2a74-412f-adfe-698d2d426092', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', NULL, 123457, 'KHR', 82305, 41152, 'paddle', 'completed', '2024-02-21 20:13:07', '2024-02-21 20:14:07'),
('8d874e39-ede7-46a7-ad21-69c16f14d158', '0a849f34-08b0-4922-8a27-29470729798a', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', 'b1290126-4065-4d7c-b17d-433afe68306f', NULL, 999, 'USD', 666, 333, 'lemon_squeezy', 'completed', '2023-11-22 15:06:40', '2023-11-23 16:06:40'),
('b7988762-1dd1-4fa3-bbd7-426dd4cac00b', '6aa9b093-4c5c-42a4-8bf6-273df1ea305e', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', NULL, 3333, 'KHR', 500, 2833, 'lemon_squeezy', 'refunded', '2024-02-06 06:01:04', NULL),
('54e6e6c5-ebb9-4b58-9893-448ac46b3edc', '0a849f34-08b0-4922-8a27-29470729798a', 'a1888370-61ba-4c80-9f89-d0a13547904d', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', NULL, 999, 'EUR', 0, 0, 'lemon_squeezy', 'completed', '2023-12-22 16:05:40', '2023-12-22 16:06:40'),
('ef97fc28-1d1d-467b-aaa3-99f02dd6ac07', '0a849f34-08b0-4922-8a27-29470729798a', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', NULL, 501, 'EUR', 501, NULL, 'paypal', 'completed', '2024-04-01 03:59:59', '2024-04-01 03:59:59'),
('4b2e1e38-a6ee-4cb8-90fd-0153abe73ede', '0a849f34-08b0-4922-8a27-29470729798a', 'a1888370-61ba-4c80-9f89-d0a13547904d', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', NULL, 0, 'KHR', 0, -1, 'lemon_squeezy', 'completed', '2023-11-23 05:00:01', '2023-11-23 05:00:01'),
('e7ee8553-0789-49d9-8ed3-4a41205cade6', '6aa9b093-4c5c-42a4-8bf6-273df1ea305e', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', NULL, 4999, 'KHR', NULL, NULL, 'paddle', 'disputed', '2023-10-23 15:06:40', NULL),
('804a09ac-3a47-4ec4-838c-b0ce2c1dda73', 'fa691847-4779-459c-9fff-83d6e4e6a9fb', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', NULL, 5000, 'KHR', NULL, NULL, 'paddle', 'completed', '2024-01-31 04:00:01', '2024-02-01 05:00:01'),
('a26f0fa8-b391-445d-a3e0-7e4cfed810bf', '5b97717c-2a74-412f-adfe-698d2d426092', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', 'b1290126-4065-4d7c-b17d-433afe68306f', NULL, 499, 'EUR', NULL, NULL, 'aba_khqr', 'completed', '2024-04-14 11:53:57', '2024-04-15 12:53:57'),
('545c757c-2a05-42ed-8bdd-3566e1386a35', 'fa691847-4779-459c-9fff-83d6e4e6a9fb', 'a1888370-61ba-4c80-9f89-d0a13547904d', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', NULL, 501, 'usd', 0, 501, 'aba_khqr', 'completed', '2024-04-12 14:23:12', '2024-04-12 14:23:12'),
('5ee6188b-acda-494b-8fbc-be67c68156cd', '6aa9b093-4c5c-42a4-8bf6-273df1ea305e', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', '93e96457-356d-400e-9f75-955400e11d9d', NULL, 1, 'USD', NULL, 0, 'lemon_squeezy', 'disputed', '2024-02-01 20:26:02', NULL),
('5e4736a9-1190-45a9-a1ec-f4c9718f12d1', '0a849f34-08b0-4922-8a27-29470729798a', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', NULL, NULL, 123457, 'EUR', 0, 0, 'paypal', '', '2024-02-01 04:59:59', '2024-02-01 04:59:59'),
('60150810-812c-4200-99a9-8f1826c17154', 'fa691847-4779-459c-9fff-83d6e4e6a9fb', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', 'b1290126-4065-4d7c-b17d-433afe68306f', NULL, 0, 'EUR', NULL, NULL, 'lemon_squeezy', 'completed', '2024-02-05 09:34:16', '2024-02-05 09:34:16'),
('ba48ee1a-9a69-49bc-aa75-078d3fbbfb7e', 'fa691847-4779-459c-9fff-83d6e4e6a9fb', NULL, NULL, 'af29d0ca-981e-4034-9861-91e455f49a88', 3000, 'USD', NULL, NULL, 'aba_khqr', 'completed', '2024-02-01 05:00:01', '2024-02-01 05:00:01');

INSERT INTO donations (id, donor_id, recipient_id, content_id, amount_cents, currency, payment_provider, status, created_at) VALUES
('cf22fe07-c3be-4423-a9fe-7f96ec5fff8c', 'fa691847-4779-459c-9fff-83d6e4e6a9fb', 'b1290126-4065-4d7c-b17d-433afe68306f', '5a9f185b-b6ad-432d-b12d-82ead3634267', 499, 'EUR', 'aba_khqr', 'completed', '2024-02-01 04:59:59'),
('24064897-44b6-4153-b4e8-2252625409d2', 'fa691847-4779-459c-9fff-83d6e4e6a9fb', NULL, '5a9f185b-b6ad-432d-b12d-82ead3634267', 1, 'USD', 'lemon_squeezy', 'completed', '2024-04-01 04:00:00'),
('a8c28e34-0cc8-436d-9035-c8c16522a97f', '0a849f34-08b0-4922-8a27-29470729798a', NULL, NULL, 0, '', 'paypal', 'completed', '2024-04-01 03:59:59'),
('fae253be-e7ae-4469-a413-e5231aa548d3', 'fa691847-4779-459c-9fff-83d6e4e6a9fb', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', 2000, '', 'paddle', 'pending', '2024-05-01 04:00:00'),
('54747297-5281-4e3e-bae3-07bb9574a7e6', '5b97717c-2a74-412f-adfe-698d2d426092', 'b1290126-4065-4d7c-b17d-433afe68306f', 'a1888370-61ba-4c80-9f89-d0a13547904d', 2147483647, 'USD', 'paddle', 'completed', '2024-05-01 03:59:59');

INSERT INTO subscriptions (id, user_id, plan_type, price_cents, currency, payment_provider, status, started_at, current_period_start, current_period_end, cancelled_at, created_at) VALUES
('aa190ce3-160f-43fe-94c3-4ce27e00b407', '5b97717c-2a74-412f-adfe-698d2d426092', 'weekly', 999, 'USD', 'paddle', 'active', '2024-01-12 05:00:00', '2024-03-12 04:00:00', '2024-04-12 04:00:00', NULL, '2024-01-12 17:00:00'),
('1ce74e91-2aeb-4e55-af97-c2f2ddecffcc', '5b97717c-2a74-412f-adfe-698d2d426092', 'monthly', 1, 'EUR', 'paddle', 'active', '2024-03-01 03:59:59', '2024-02-29 17:00:00', '2024-03-29 16:00:00', NULL, '2024-02-29 05:00:01'),
('d342010f-e1c3-4063-91b8-1c45870b1773', '6aa9b093-4c5c-42a4-8bf6-273df1ea305e', 'monthly', 3100, 'KHR', 'paddle', 'active', '2024-01-23 03:59:59', '2024-05-02 02:59:59', '2024-06-01 16:00:00', NULL, '2024-01-22 17:00:00'),
('28a77421-9f54-47e2-a21d-23bd86e6efca', '5b97717c-2a74-412f-adfe-698d2d426092', 'yearly', 7999, 'usd', 'paddle', 'active', '2024-02-15 17:00:00', '2024-02-15 05:00:00', '2025-02-15 05:00:00', NULL, '2024-02-15 17:00:00'),
('567eced1-ac89-4948-aa15-b1799b83cf5d', '0a849f34-08b0-4922-8a27-29470729798a', 'yearly', 7999, 'EUR', 'paddle', 'active', '2022-03-28 04:00:00', '2022-03-28 04:00:00', '2023-03-28 04:00:01', NULL, '2022-03-28 16:00:00'),
('8d6e90e4-4a1a-403e-9bfc-88f8899bbbae', 'fa691847-4779-459c-9fff-83d6e4e6a9fb', 'weekly', 100, 'EUR', 'paddle', 'active', '2024-04-18 04:00:01', '2024-04-18 04:00:00', '2024-05-18 16:00:00', NULL, '2024-04-18 04:00:00'),
('368a10b6-ff12-491f-88a4-a50501cc53b5', '6aa9b093-4c5c-42a4-8bf6-273df1ea305e', 'monthly', 100, 'USD', 'paddle', 'active', '2024-02-10 05:00:01', '2024-02-10 05:00:00', '2024-03-10 05:00:01', NULL, '2024-02-10 05:00:00'),
('0a5ca88c-e21e-48fd-b6d5-3432604ce336', '1bc170b0-0629-46cf-9f95-18cd2e2bff01', 'yearly', 7999, 'EUR', 'paddle', 'active', '2024-01-22 17:00:00', '2024-03-01 05:00:01', '2025-03-01 05:00:00', NULL, '2024-01-22 17:00:00');

INSERT INTO engagement_tracking (id, user_id, content_id, total_time_seconds, sessions_completed, concepts_accessed, period_start, period_end) VALUES
('40ecf210-bf8b-4800-bac1-5f48fa1ca2a8', '1bc170b0-0629-46cf-9f95-18cd2e2bff01', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', 3600, 11, 3, '2024-01-01', '2024-01-31'),
('ca630299-619e-410f-96cc-be41a6f2274e', '6aa9b093-4c5c-42a4-8bf6-273df1ea305e', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', 40000, 0, 1, '2024-01-01', '2024-01-31'),
('368acdb9-718b-4bb6-a1bc-621e100d287a', '5b97717c-2a74-412f-adfe-698d2d426092', 'a1888370-61ba-4c80-9f89-d0a13547904d', 7200, 11, 7, '2024-01-01', '2024-01-31'),
('10702344-f72e-42cf-8f74-fe7e113b8ded', '93e96457-356d-400e-9f75-955400e11d9d', '5a9f185b-b6ad-432d-b12d-82ead3634267', 3, 4, 1, '2024-01-01', '2024-01-31'),
('ddac01a8-e8c0-4f8e-a240-60b6f0e04b60', 'b1290126-4065-4d7c-b17d-433afe68306f', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', 0, 0, 0, '2024-01-01', '2024-01-31'),
('b1280d20-7c3f-4a40-8051-ab239e7f9eb3', 'b1290126-4065-4d7c-b17d-433afe68306f', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', 1, 1, 0, '2024-01-01', '2024-01-31'),
('6f2b94ff-7167-4138-98fa-0f95e120a3ec', 'fa691847-4779-459c-9fff-83d6e4e6a9fb', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', 0, 0, 0, '2024-01-01', '2024-01-31'),
('0269d23c-f28c-4d93-a261-3402173d4b92', 'fa691847-4779-459c-9fff-83d6e4e6a9fb', 'a1888370-61ba-4c80-9f89-d0a13547904d', 3600, 0, 3, '2024-01-01', '2024-01-31'),
('f38750e5-bbcc-466e-9946-140d6792fde1', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', 7200, 0, 1, '2024-01-01', '2024-01-31'),
('c03e2878-5037-4ba4-b385-6b3f4925f027', '0a849f34-08b0-4922-8a27-29470729798a', 'a1888370-61ba-4c80-9f89-d0a13547904d', 40000, 11, 3, '2024-01-01', '2024-01-31'),
('49faa8a9-e7fe-4baa-91d3-0ad76ce83f11', '6aa9b093-4c5c-42a4-8bf6-273df1ea305e', '4acc5bbe-dbf8-4bae-a2c3-f6d6cf2eaaee', 0, 0, 0, '2024-01-01', '2024-01-31'),
('170783f8-6dff-499c-9a89-6d84cfd6c2c9', '0a849f34-08b0-4922-8a27-29470729798a', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', 200000, 0, 7, '2024-02-01', NULL),
('25ece6cc-e514-4558-ad38-40d179321cee', '6aa9b093-4c5c-42a4-8bf6-273df1ea305e', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', 0, 0, 0, '2024-02-01', '2024-02-29'),
('e5a702d3-19e2-43b4-8fb8-e64fbbc46b34', '6aa9b093-4c5c-42a4-8bf6-273df1ea305e', '5a9f185b-b6ad-432d-b12d-82ead3634267', 7200, 0, 1, '2024-02-01', '2024-02-29'),
('f9bfe07e-126a-4fb7-a96a-c594411bba9e', '5b97717c-2a74-412f-adfe-698d2d426092', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', 40000, 2, 1, '2024-02-01', '2024-02-29'),
('838b5918-ffb6-4def-a36a-8fe34dec98af', '0a849f34-08b0-4922-8a27-29470729798a', '5a9f185b-b6ad-432d-b12d-82ead3634267', 60, 0, 3, '2024-02-01', '2024-02-29'),
('91f1281d-8ed5-4875-b280-b0801823250e', '5b97717c-2a74-412f-adfe-698d2d426092', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', 3600, 2, 1, '2024-03-01', '2024-03-31'),
('5d06a8d5-d0db-4517-823e-1e183db85b10', '93e96457-356d-400e-9f75-955400e11d9d', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', 0, 0, 0, '2024-03-01', '2024-03-31'),
('1393c1cd-1ca3-4b9a-b20a-f2da70ef6270', 'fa691847-4779-459c-9fff-83d6e4e6a9fb', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', 3600, 0, 0, '2024-03-01', '2024-03-31'),
('f62e6e9a-cb3e-4dd5-ac70-af479db227b8', '5b97717c-2a74-412f-adfe-698d2d426092', 'a1888370-61ba-4c80-9f89-d0a13547904d', 0, 0, 0, '2024-03-01', '2024-03-31'),
('b88d5c91-f669-4ac5-8f12-56e38cbd0327', 'fa691847-4779-459c-9fff-83d6e4e6a9fb', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', 60, 11, 0, '2024-03-01', '2024-03-31'),
('a4e522ad-ac02-410a-9075-2af2084aca12', '6aa9b093-4c5c-42a4-8bf6-273df1ea305e', '5a9f185b-b6ad-432d-b12d-82ead3634267', 200000, 2, 7, '2024-03-01', '2024-03-31'),
('896e1c60-18fe-4f86-8813-12fd00976ae9', '0a849f34-08b0-4922-8a27-29470729798a', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', 600, 1, 1, '2024-03-01', '2024-03-31'),
('ebef6ea7-54ec-4633-a405-39ee6bce05fc', '5b97717c-2a74-412f-adfe-698d2d426092', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', 1, 1, 1, '2024-03-01', '2024-03-31'),
('7dbaf807-125a-4d53-a75a-c7e2e89c3505', '0a849f34-08b0-4922-8a27-29470729798a', 'a1888370-61ba-4c80-9f89-d0a13547904d', 7200, 1, 7, '2024-03-01', '2024-03-31'),
('3d12ab76-45ff-4404-842d-37ebbb36871d', 'b1290126-4065-4d7c-b17d-433afe68306f', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', 3600, 1, 1, '2024-03-01', '2024-03-30'),
('ba13006e-2e30-4aff-a5c0-5c346345ed60', '6aa9b093-4c5c-42a4-8bf6-273df1ea305e', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', 1, 1, 1, '2024-03-01', '2024-03-31'),
('9430f26d-407b-442f-b849-79c4bf270b4b', '0a849f34-08b0-4922-8a27-29470729798a', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', 60, 11, 7, '2024-03-01', '2024-03-31'),
('cdac77bc-8eba-4a19-8b5c-4a2a4033ed85', '93e96457-356d-400e-9f75-955400e11d9d', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', 200000, 0, 1, '2024-04-01', '2024-04-30'),
('2d2d1566-3685-499e-a0c2-558df83a88c8', '0a849f34-08b0-4922-8a27-29470729798a', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', 0, 0, 0, '2024-04-01', '2024-04-30'),
('7d5687ce-8a6e-4434-a3ab-f1a8b5ec655f', '0a849f34-08b0-4922-8a27-29470729798a', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', 200000, 2, 0, '2024-04-01', '2024-04-30'),
('42c78c8e-9125-4f92-88f8-af7ce508d1ed', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', 3600, 5, 1, '2024-04-01', '2024-04-30'),
('2959d278-6ce8-4014-bd95-f5aaffcb05e8', '5b97717c-2a74-412f-adfe-698d2d426092', '3b3ce661-2eb5-4197-a2d0-da1bfabc9c75', 60, 11, 7, '2024-04-01', '2024-04-30'),
('7f655ce5-cf8d-4e92-9e6f-a70eb73e0222', '5b97717c-2a74-412f-adfe-698d2d426092', '5eb62a1b-6c2a-4897-a7f1-61aa6d573f46', 3600, 5, 1, '2024-04-01', '2024-04-30'),
('a6fde10a-11dd-4c5a-b6a7-be81626f6f36', '5b97717c-2a74-412f-adfe-698d2d426092', 'a1888370-61ba-4c80-9f89-d0a13547904d', 3600, 0, 1, '2024-04-01', '2024-04-30'),
('527a2379-1bcc-4fc7-97b2-3db2a0ba6388', '6aa9b093-4c5c-42a4-8bf6-273df1ea305e', 'a7ffcbbd-0a43-4b89-93c5-d4356fc3b8e6', 40000, 0, 1, '2024-04-01', '2024-04-30');

INSERT INTO creator_payment_settings (id, user_id, preferred_payout_method, payout_aba_account, payout_paypal_email, payout_details) VALUES
('978e9517-b6db-4bc0-b127-5ff792371810', '1bc170b0-0629-46cf-9f95-18cd2e2bff01', 'bank', '000111222', 'me@example.org', '{"wise_email": "w@example.org", "iban": "DE02120300000000202051", "name": "Ma Ker"}'),
('5645f215-7c8e-4387-ba58-45c578a4bd6a', '93e96457-356d-400e-9f75-955400e11d9d', 'aba', '000111222', 'me@example.org', '{"wise_email": "w@example.org", "iban": "DE02120300000000202051", "name": "Ma Ker"}'),
('298ed35c-3801-4b74-bb05-16bcae7a1b35', '4ea20ab1-ec68-47a0-b1ab-5822452fe47c', 'aba', '000111222', 'me@example.org', '{"iban": "DE02120300000000202051", "name": "A. Maker"}'),
('7d4c00f4-dfbf-49af-b1b8-62e40b640c33', 'b1290126-4065-4d7c-b17d-433afe68306f', NULL, '000111222', 'me@example.org', '{"wise_email": "w@example.org", "iban": "DE02120300000000202051", "name": "Ma Ker"}');

INSERT INTO payouts (id, user_id, amount_cents, currency, from_sales_cents, from_donations_cents, from_subscriptions_cents, payout_method, payout_details, status, requested_at, processed_at) VALUES
('62d71c49-23c4-4e02-8dbe-2850ece2f2de', '1bc170b0-0629-46cf-9f95-18cd2e2bff01', 1, NULL, 1, 0, 0, 'paypal', NULL, 'processing', '2024-01-01 17:00:00', NULL);
