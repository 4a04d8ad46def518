-- CreateTable
CREATE TABLE "report_comment" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "quote" TEXT NOT NULL,
    "starts_at" TEXT,
    "ends_at" TEXT,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" TEXT,

    CONSTRAINT "report_comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_comment_reply" (
    "id" UUID NOT NULL,
    "comment_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_comment_reply_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_writing" (
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_writing_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "report_comment_report_id_idx" ON "report_comment"("report_id");

-- CreateIndex
CREATE INDEX "report_comment_reply_comment_id_idx" ON "report_comment_reply"("comment_id");

-- CreateIndex
CREATE INDEX "report_writing_report_id_version_person_id_idx" ON "report_writing"("report_id", "version", "person_id");

-- AddForeignKey
ALTER TABLE "report_comment_reply" ADD CONSTRAINT "report_comment_reply_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "report_comment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what Prisma's schema cannot say.
-- A link to an exercise counts nowhere, those that were made before as well.
UPDATE "submission" s SET "incident_links" = greatest(0, s."incident_links" - d."links")
FROM (
  SELECT l."target_id", count(*)::int AS "links" FROM "incident_link" l JOIN "incident" i ON i."id" = l."incident_id"
  WHERE l."target_kind" = 'submission' AND l."unlinked_at" IS NULL AND i."drill" GROUP BY l."target_id"
) d
WHERE s."id" = d."target_id";
