-- The tables of the learning platform that remit settles: what its own application keeps in schema public.
-- Amounts are whole cents, times are UTC without a zone. The application checks little, and neither do these
-- tables: a row may be wrong in any of its columns, and what it points at may be gone. Foreign keys exist only
-- among the tables of the learning side, where nothing is bought or paid.

-- People.

CREATE TABLE users (
    id            uuid PRIMARY KEY,
    email         text UNIQUE,
    password_hash text,
    preferences   jsonb,
    created_at    timestamp DEFAULT (now() AT TIME ZONE 'utc'),
    updated_at    timestamp
);

CREATE TABLE creator_payment_settings (
    id                      uuid PRIMARY KEY,
    user_id                 uuid UNIQUE,
    paddle_enabled          boolean DEFAULT true,
    aba_khqr_enabled        boolean DEFAULT false,
    aba_khqr_image_url      text,
    aba_khqr_name           text,
    paypal_enabled          boolean DEFAULT false,
    paypal_email            text,
    preferred_payout_method text,
    payout_aba_account      text,
    payout_paypal_email     text,
    created_at              timestamp DEFAULT (now() AT TIME ZONE 'utc'),
    updated_at              timestamp
);

-- What is published, alone or in bundles.

CREATE TABLE contents (
    id                  uuid PRIMARY KEY,
    user_id             uuid,
    title               text,
    type                text DEFAULT 'text',
    raw_text            text,
    created_at          timestamp DEFAULT (now() AT TIME ZONE 'utc'),
    visibility          text DEFAULT 'private',
    is_platform_content boolean NOT NULL DEFAULT false,
    price_cents         int DEFAULT 0,
    currency            text DEFAULT 'USD',
    accept_donations    boolean DEFAULT false,
    donation_message    text,
    sales_count         int NOT NULL DEFAULT 0,
    rating_average      double precision NOT NULL DEFAULT 0,
    rating_count        int NOT NULL DEFAULT 0,
    category            text
);
CREATE INDEX contents_user_id ON contents (user_id);

CREATE TABLE bundles (
    id               uuid PRIMARY KEY,
    creator_id       uuid,
    title            text,
    description      text,
    cover_image_url  text,
    price_cents      int,
    currency         text DEFAULT 'USD',
    discount_percent int,
    bundle_type      text DEFAULT 'creator',
    is_active        boolean DEFAULT true,
    created_at       timestamp DEFAULT (now() AT TIME ZONE 'utc'),
    updated_at       timestamp
);

CREATE TABLE bundle_contents (
    id                    uuid PRIMARY KEY,
    bundle_id             uuid,
    content_id            uuid,
    revenue_share_percent numeric,
    UNIQUE (bundle_id, content_id)
);
CREATE INDEX bundle_contents_content_id ON bundle_contents (content_id);

-- How it is learnt.

CREATE TABLE content_sections (
    id          uuid PRIMARY KEY,
    content_id  uuid REFERENCES contents ON DELETE CASCADE,
    title       text,
    order_index int,
    text        text
);
CREATE INDEX content_sections_content_id ON content_sections (content_id);

-- A vector of any length where pgvector is to be had; plain numbers on a server without it.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS vector;
    EXECUTE 'ALTER TABLE content_sections ADD COLUMN embedding vector';
EXCEPTION WHEN OTHERS THEN
    ALTER TABLE content_sections ADD COLUMN embedding real[];
END
$$;

CREATE TABLE learning_maps (
    id           uuid PRIMARY KEY,
    content_id   uuid REFERENCES contents ON DELETE CASCADE,
    overview     text,
    generated_at timestamp
);
CREATE INDEX learning_maps_content_id ON learning_maps (content_id);

CREATE TABLE concepts (
    id              uuid PRIMARY KEY,
    learning_map_id uuid REFERENCES learning_maps ON DELETE CASCADE,
    title           text,
    description     text,
    difficulty      int,
    order_index     int
);
CREATE INDEX concepts_learning_map_id ON concepts (learning_map_id);

CREATE TABLE learning_sessions (
    id               uuid PRIMARY KEY,
    user_id          uuid REFERENCES users ON DELETE CASCADE,
    concept_id       uuid REFERENCES concepts ON DELETE CASCADE,
    status           text DEFAULT 'active',
    confidence_score double precision,
    created_at       timestamp DEFAULT (now() AT TIME ZONE 'utc')
);
CREATE INDEX learning_sessions_user_id ON learning_sessions (user_id);
CREATE INDEX learning_sessions_concept_id ON learning_sessions (concept_id);

CREATE TABLE interactions (
    id          uuid PRIMARY KEY,
    session_id  uuid REFERENCES learning_sessions ON DELETE CASCADE,
    role        text,
    user_input  text,
    ai_response text,
    evaluation  jsonb,
    created_at  timestamp DEFAULT (now() AT TIME ZONE 'utc')
);
CREATE INDEX interactions_session_id ON interactions (session_id);

CREATE TABLE user_notes (
    id          uuid PRIMARY KEY,
    user_id     uuid REFERENCES users ON DELETE CASCADE,
    concept_id  uuid REFERENCES concepts ON DELETE CASCADE,
    content     text,
    ai_feedback text
);
CREATE INDEX user_notes_user_id ON user_notes (user_id);

CREATE TABLE content_access (
    id          uuid PRIMARY KEY,
    content_id  uuid REFERENCES contents ON DELETE CASCADE,
    user_id     uuid REFERENCES users ON DELETE CASCADE,
    access_type text,
    granted_by  uuid,
    granted_at  timestamp DEFAULT (now() AT TIME ZONE 'utc'),
    expires_at  timestamp,
    UNIQUE (content_id, user_id)
);

CREATE TABLE engagement_tracking (
    id                 uuid PRIMARY KEY,
    user_id            uuid,
    content_id         uuid,
    total_time_seconds int DEFAULT 0,
    sessions_completed int DEFAULT 0,
    concepts_accessed  int DEFAULT 0,
    period_start       date,
    period_end         date,
    created_at         timestamp DEFAULT (now() AT TIME ZONE 'utc'),
    updated_at         timestamp,
    UNIQUE (user_id, content_id, period_start)
);
CREATE INDEX engagement_tracking_period_start ON engagement_tracking (period_start);

CREATE TABLE content_ratings (
    id         uuid PRIMARY KEY,
    content_id uuid,
    user_id    uuid,
    rating     int,
    review     text,
    created_at timestamp DEFAULT (now() AT TIME ZONE 'utc'),
    updated_at timestamp,
    UNIQUE (content_id, user_id)
);

-- What is paid in and out.

CREATE TABLE purchases (
    id                      uuid PRIMARY KEY,
    buyer_id                uuid,
    content_id              uuid,
    seller_id               uuid,
    amount_cents            int,
    currency                text DEFAULT 'USD',
    platform_fee_cents      int,
    seller_revenue_cents    int,
    payment_provider        text,
    provider_transaction_id text,
    provider_order_id       text,
    status                  text DEFAULT 'pending',
    created_at              timestamp DEFAULT (now() AT TIME ZONE 'utc'),
    completed_at            timestamp
);
CREATE INDEX purchases_completed_at ON purchases (completed_at);
CREATE INDEX purchases_content_id ON purchases (content_id);
CREATE INDEX purchases_seller_id ON purchases (seller_id);

CREATE TABLE donations (
    id                      uuid PRIMARY KEY,
    donor_id                uuid,
    recipient_id            uuid,
    content_id              uuid,
    amount_cents            int,
    currency                text DEFAULT 'USD',
    message                 text,
    payment_provider        text,
    provider_transaction_id text,
    status                  text DEFAULT 'completed',
    created_at              timestamp DEFAULT (now() AT TIME ZONE 'utc')
);
CREATE INDEX donations_created_at ON donations (created_at);
CREATE INDEX donations_recipient_id ON donations (recipient_id);

CREATE TABLE subscriptions (
    id                       uuid PRIMARY KEY,
    user_id                  uuid,
    plan_type                text,
    price_cents              int,
    currency                 text DEFAULT 'USD',
    payment_provider         text,
    provider_subscription_id text,
    status                   text DEFAULT 'active',
    started_at               timestamp,
    current_period_start     timestamp,
    current_period_end       timestamp,
    cancelled_at             timestamp,
    created_at               timestamp DEFAULT (now() AT TIME ZONE 'utc')
);
CREATE INDEX subscriptions_user_id ON subscriptions (user_id);

CREATE TABLE payouts (
    id                       uuid PRIMARY KEY,
    user_id                  uuid,
    amount_cents             int,
    currency                 text DEFAULT 'USD',
    from_sales_cents         int,
    from_donations_cents     int,
    from_subscriptions_cents int,
    payout_method            text,
    payout_details           jsonb,
    status                   text DEFAULT 'pending',
    requested_at             timestamp DEFAULT (now() AT TIME ZONE 'utc'),
    processed_at             timestamp
);
CREATE INDEX payouts_user_id ON payouts (user_id);
CREATE INDEX payouts_status ON payouts (status);
