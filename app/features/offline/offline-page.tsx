import { useLocation, useNavigate } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "#domain/kernel/id.ts";
import { Button, TextLink } from "../../ui/button.tsx";
import { formatNear } from "../../ui/format.ts";
import { Icon } from "../../ui/icons.tsx";
import { BoardPage } from "../incidents/board/board-page.tsx";
import { RoomPage } from "../incidents/room/room-page.tsx";
import { useLive } from "../live/live.tsx";
import { PortalFrame } from "../session/portal-frame.tsx";
import { KeptBoundary } from "./kept-boundary.tsx";
import { type KeptPages, type KeptThing, keptPages } from "./kept-pages.ts";

/**
 * The one page that opens without a server. It says nothing by itself: it shows what this browser keeps for the person who is
 * signed in here, as the page whose address it stands for, and goes over into that page when the connection is back.
 */
export function OfflinePage() {
  const { t } = useTranslation("offline");
  const { pathname } = useLocation();
  const path = pathname.replace(/^\/offline/, "") || "/incidents";
  const [kept, setKept] = useState<KeptPages | "nobody" | null>(null);
  useEffect(() => {
    let gone = false;
    keptPages(path).then(
      (found) => !gone && setKept(found ?? "nobody"),
      () => !gone && setKept("nobody"),
    );
    return () => {
      gone = true;
    };
  }, [path]);
  if (kept === null)
    return (
      <main className="p-8">
        <p className="text-text-3">{t("page.opening")}</p>
      </main>
    );
  if (kept === "nobody")
    return (
      <main className="mx-auto max-w-[720px]">
        <NoNetwork text={t("page.nobody")} />
      </main>
    );
  return (
    <PortalFrame facts={kept.facts}>
      <GoOver to={path} />
      <KeptBoundary key={path} instead={<NoNetwork text={t("page.notKept")} />}>
        <Shown thing={kept.thing} at={kept.facts.deadlines.now} personId={kept.facts.person.personId} />
      </KeptBoundary>
    </PortalFrame>
  );
}

function Shown({ thing, at, personId }: { thing: KeptThing; at: string; personId: string }) {
  const { t } = useTranslation("offline");
  const [formId] = useState(newId);
  if (thing.is === "room")
    return (
      <RoomPage
        key={thing.view.room.facts.id}
        view={thing.view}
        counts={thing.counts}
        at={at}
        formId={formId}
        keptAt={thing.at}
      />
    );
  if (thing.is === "board")
    return (
      <BoardPage loaded={thing.view} filter={thing.filter} personId={personId} answer={undefined} keptAt={thing.at} />
    );
  return (
    <NoNetwork text={t("page.notKept")}>
      {thing.rooms.length > 0 || thing.board ? (
        <>
          <h2 className="mt-6 text-14">{t("page.kept")}</h2>
          <ul className="mt-1">
            {thing.board ? <KeptLink to="/offline/incidents" label={t("page.board")} at={thing.board} /> : null}
            {thing.rooms.map((room) => (
              <KeptLink key={room.id} to={`/offline/incidents/${room.id}`} label={room.title} at={room.at} />
            ))}
          </ul>
        </>
      ) : null}
    </NoNetwork>
  );
}

function KeptLink({ to, label, at }: { to: string; label: string; at: string }) {
  const { t } = useTranslation("offline");
  return (
    <li className="flex min-h-8 items-center gap-3 border-t border-line">
      <TextLink to={to} className="inline-grid min-h-6 min-w-0 place-content-center">
        {label}
      </TextLink>
      <span className="text-12 text-text-3">{t("asOf", { time: formatNear(at, Date.now()) })}</span>
    </li>
  );
}

function NoNetwork({ text, children }: { text: string; children?: React.ReactNode }) {
  const { t } = useTranslation("offline");
  return (
    <div className="max-w-[720px] p-8 phone:p-4">
      <h1 className="flex items-center gap-2 text-20">
        <Icon name="wifi-off" size={20} className="text-warn" />
        {t("page.title")}
      </h1>
      <p className="mt-2 text-14 text-text-2">{text}</p>
      <Button kind="filled" icon="refresh" className="mt-4" onClick={() => location.reload()}>
        {t("page.reconnect")}
      </Button>
      {children}
    </div>
  );
}

/** Whether somebody is writing here now. */
const isWriting = () => document.activeElement?.matches("input, textarea, [contenteditable]") ?? false;

/** When the connection is back the address is the page's own again, as soon as nobody is in the middle of a word or a dialog. */
function GoOver({ to }: { to: string }) {
  const navigate = useNavigate();
  const { status } = useLive();
  const { search } = useLocation();
  useEffect(() => {
    if (status !== "connected") return;
    const go = () => {
      if (!isWriting() && !document.querySelector("[role=dialog], [role=alertdialog]"))
        navigate(to + search, { replace: true });
    };
    const later = () => setTimeout(go);
    go();
    document.addEventListener("focusout", later);
    return () => document.removeEventListener("focusout", later);
  }, [status, to, search, navigate]);
  return null;
}
