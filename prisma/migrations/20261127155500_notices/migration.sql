-- CreateTable
CREATE TABLE "hook" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "secret_sealed" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "hook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hook_delivery" (
    "id" UUID NOT NULL,
    "hook_id" UUID NOT NULL,
    "event_id" BIGINT NOT NULL,
    "unit_id" UUID NOT NULL,
    "unit_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "incident_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_status" INTEGER,
    "last_error" TEXT,
    "last_at" TIMESTAMPTZ(3),
    "queued_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quiet_hours" (
    "person_id" UUID NOT NULL,
    "mode" TEXT NOT NULL,
    "from_minute" INTEGER NOT NULL,
    "until_minute" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quiet_hours_pkey" PRIMARY KEY ("person_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "hook_unit_id_key" ON "hook"("unit_id");

-- CreateIndex
CREATE INDEX "hook_delivery_hook_id_created_at_idx" ON "hook_delivery"("hook_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "hook_delivery_hook_id_event_id_unit_id_key" ON "hook_delivery"("hook_id", "event_id", "unit_id");

-- AddForeignKey
ALTER TABLE "hook_delivery" ADD CONSTRAINT "hook_delivery_hook_id_fkey" FOREIGN KEY ("hook_id") REFERENCES "hook"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand: what is asked for each second, empty when nothing is to be queued.
CREATE INDEX "hook_delivery_to_queue" ON "hook_delivery" ("created_at") WHERE "queued_at" IS NULL AND "state" = 'waiting';
