import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type InboxItemOf, keyOf } from "#domain/inbox/inbox.ts";
import { Button } from "../../ui/button.tsx";
import { useInboxActs } from "./inbox-context.ts";

/** Marks a mention as read where it stands. */
export function ReadButton({ item }: { item: InboxItemOf<"mention"> }) {
  const { t } = useTranslation("inbox");
  const acts = useInboxActs();
  return (
    <Form
      method="post"
      action="/inbox"
      onSubmit={(event) => {
        event.preventDefault();
        acts.read(item);
      }}
    >
      <input type="hidden" name="intent" value="read-mention" />
      <input type="hidden" name="mentionId" value={item.id} />
      <Button type="submit" busy={acts.busy.has(keyOf(item))} can={acts.reachable}>
        {t("act.read")}
      </Button>
    </Form>
  );
}
