import { useTranslation } from "react-i18next";
import { isHeld, isOffered, type Post, postNames, posts } from "#domain/incidents/post-machine.ts";
import type { RoomPost } from "#domain/incidents/room-duty.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { ActForm } from "../../../ui/act-form.tsx";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Menu, type MenuEntry } from "../../../ui/menu.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { Panel } from "../room/panel.tsx";
import { isOpenIncident, mayPart, useMayNow, useRoom, useRoomPart, useRoomState } from "../room/room-context.ts";

/** 值守岗位: who stands where. Who is asked stands beside the holder, who keeps the post until it is accepted. */
export function PostsPanel() {
  const { t } = useTranslation("duty");
  const { openDialog, reachable, parts } = useRoom();
  const list = useRoomState("posts");
  const open = useRoomPart(isOpenIncident);
  const mayOffer = useMayNow("incidents.post.offer");
  const mayPass = open && list.some((one) => mayPart(parts, one.id, "incidents.post.hand-over"));
  const held = list.filter(isHeld).length;
  return (
    <Panel
      title={t("posts.title")}
      count={held}
      action={
        mayOffer || mayPass
          ? {
              label: t(held > 0 ? "posts.handOver" : "posts.offer"),
              icon: "swap",
              can: reachable,
              onPress: () => openDialog({ kind: "offer-post" }),
            }
          : null
      }
    >
      <dl className="grid grid-cols-2 gap-x-3 text-12">
        {postNames.map((post) => (
          <PostCell
            key={post}
            post={post}
            holder={list.find((one) => one.post === post && isHeld(one))}
            asked={list.find((one) => one.post === post && isOffered(one))}
          />
        ))}
      </dl>
      <MyOffers list={list} />
    </Panel>
  );
}

function PostCell({ post, holder, asked }: { post: Post; holder?: RoomPost; asked?: RoomPost }) {
  const { t, i18n } = useTranslation("duty");
  return (
    <div className="flex min-h-7 min-w-0 flex-wrap items-center gap-x-2 border-t border-line py-0.5">
      <dt className="w-[52px] shrink-0 text-text-2 [:lang(en)_&]:w-full">{inLanguage(posts[post], i18n.language)}</dt>
      <dd className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1">
        {holder ? <span title={holder.unitName}>{holder.personName}</span> : null}
        {!holder && !asked ? <span className="text-text-3">{t("posts.none")}</span> : null}
        {asked ? (
          <>
            {holder ? <span aria-hidden="true">→</span> : null}
            <span title={asked.unitName} className="border-b border-dashed border-control">
              {asked.personName}
            </span>
            <Tag tone="warn">{t("posts.asked")}</Tag>
          </>
        ) : null}
        <PostMenu post={post} holder={holder} asked={asked} />
      </dd>
    </div>
  );
}

function PostMenu({ post, holder, asked }: { post: Post; holder?: RoomPost; asked?: RoomPost }) {
  const { t, i18n } = useTranslation("duty");
  const { openDialog, reachable, parts } = useRoom();
  const open = useRoomPart(isOpenIncident);
  const mayOffer = useMayNow("incidents.post.offer");
  const mayWithdraw = useMayNow("incidents.post.withdraw");
  const mayPass = open && holder !== undefined && mayPart(parts, holder.id, "incidents.post.hand-over");
  const ended = asked ?? holder;
  const name = inLanguage(posts[post], i18n.language);
  const items: MenuEntry[] = [
    ...((mayOffer || mayPass) && !asked
      ? [
          {
            id: "offer",
            icon: "swap" as const,
            can: reachable,
            label: t(holder ? "posts.handOver" : "posts.offer"),
            onAction: () => openDialog({ kind: "offer-post", post }),
          },
        ]
      : []),
    ...(mayWithdraw && ended
      ? [
          {
            id: "withdraw",
            icon: "minus" as const,
            careful: true,
            can: reachable,
            label: t(asked ? "posts.takeBack" : "posts.withdraw"),
            onAction: () => openDialog({ kind: "withdraw-post", id: ended.id }),
          },
        ]
      : []),
  ];
  if (items.length === 0) return null;
  return (
    <span data-frame className="ml-auto">
      <Menu label={t("posts.menu", { post: name })} groups={[{ items }]}>
        <IconButton icon="dots" size="small" label={t("posts.menu", { post: name })} />
      </Menu>
    </span>
  );
}

/** What I am asked to take over. */
function MyOffers({ list }: { list: readonly RoomPost[] }) {
  const { t, i18n } = useTranslation("duty");
  const { act, openDialog, reachable, parts, me } = useRoom();
  const mine = list.filter(
    (one) => isOffered(one) && one.personId === me.personId && mayPart(parts, one.id, "incidents.post.answer"),
  );
  return (
    <>
      {mine.map((one) => (
        <div key={one.id} className="mt-1 flex flex-wrap items-center gap-2 border-t border-line pt-1.5" data-frame>
          <span className="min-w-0 flex-1">
            {t("posts.askedYou", { post: inLanguage(posts[one.post], i18n.language) })}
          </span>
          <ActForm
            intent="accept-post"
            fixed={{ tenureId: one.id }}
            onAct={() => reachable === true && void act("accept-post", { tenureId: one.id })}
          >
            <Button size="small" icon="check" can={reachable} type="submit">
              {t("posts.accept")}
            </Button>
          </ActForm>
          <Button size="small" can={reachable} onClick={() => openDialog({ kind: "decline-post", id: one.id })}>
            {t("posts.decline")}
          </Button>
        </div>
      ))}
    </>
  );
}
