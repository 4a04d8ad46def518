-- AlterTable
ALTER TABLE "incident" ADD COLUMN     "last_entry_text_en" TEXT;

-- By hand: instructions, promises and what a closed incident still owes stand on the card from now on, also where nothing has happened since.
UPDATE "incident" i SET "timer_kind" = t.kind, "timer_label" = t.label, "timer_from" = t.since, "timer_at" = t.due, "version" = i."version" + 1
FROM (
  SELECT DISTINCT ON (l.incident_id) l.* FROM (
    SELECT n."incident_id", 'instruction' AS kind, n."no"::text AS label, n."given_at" AS since, n."due_at" AS due, false AS closed
      FROM "instruction" n WHERE n."state" IN ('given', 'read', 'returned')
    UNION ALL SELECT p."incident_id", 'promise', p."no"::text, p."made_at", p."due_at", false
      FROM "incident_promise" p WHERE p."state" = 'open' AND p."due_at" IS NOT NULL
    UNION ALL SELECT r."incident_id", 'report', r."kind", r."since", r."due_at", true
      FROM "report_timer" r WHERE r."open" AND r."due_at" IS NOT NULL
  ) l JOIN "incident" o ON o."id" = l.incident_id AND o."phase" <> 'merged' AND (l.closed OR o."phase" NOT IN ('closed', 'reviewed'))
  ORDER BY l.incident_id, l.due
) t
WHERE i."id" = t.incident_id AND (i."timer_at" IS NULL OR t.due < i."timer_at");
