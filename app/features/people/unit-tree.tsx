import { Form, Link } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { RegisterHit, TreeAnswer, UnitNode, UnitTree } from "#domain/people/register.ts";
import { cx } from "../../ui/class-names.ts";
import { TextInput } from "../../ui/field.tsx";
import { Icon } from "../../ui/icons.tsx";
import { SquareTag } from "../../ui/tag.tsx";
import { personUrl } from "./register-url.ts";
import { useTexts } from "./texts.ts";
import { useJson } from "./use-json.ts";

/** Siblings without units below them that are shown before they fold behind 其余 n 个单位. */
const SHOWN = 8;

/** The tree of units at the left with a search by pinyin initials. Every node is a link; its arrow opens it in place. */
export function UnitTreePanel({ tree, unitId, found }: { tree: UnitTree; unitId: string; found: TreeAnswer | null }) {
  const t = useTexts();
  const [query, setQuery] = useState(found?.query ?? "");
  // A phone folds the tree away; a unit that was chosen folds it again.
  const [unfolded, setUnfolded] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another unit was chosen
  useEffect(() => setUnfolded(false), [unitId]);
  const wanted = query.trim();
  const search = useJson<TreeAnswer>(wanted === "" ? null : `/admin/tree?q=${encodeURIComponent(wanted)}`, 120);
  const hits = wanted === "" ? null : (search.answer?.hits ?? found?.hits ?? []);
  return (
    <nav
      aria-label={t("tree.label")}
      className="flex h-full w-[212px] shrink-0 flex-col border-r border-line bg-surface phone:h-auto phone:w-full phone:border-r-0 phone:border-b"
    >
      <Form
        method="get"
        action="/admin/units"
        role="search"
        className="p-2.5 phone:pb-0"
        onSubmit={(event) => event.preventDefault()}
      >
        <TextInput
          icon="search"
          name="find"
          aria-label={t("tree.search")}
          placeholder={t("tree.search")}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setQuery("");
          }}
        />
      </Form>
      <button
        type="button"
        aria-expanded={unfolded}
        aria-controls="unit-branches"
        onClick={() => setUnfolded(!unfolded)}
        className="hidden h-phone w-full items-center gap-2 px-4 text-14 text-text-2 phone:flex"
      >
        <Icon name={unfolded ? "chevron-down" : "chevron-right"} />
        {t(unfolded ? "tree.fold" : "tree.unfold")}
      </button>
      <div
        id="unit-branches"
        className={cx("min-h-0 flex-1 overflow-y-auto pb-2 phone:max-h-[50dvh]", !hits && !unfolded && "phone:hidden")}
        data-scroll
      >
        {hits ? (
          <Hits hits={hits} onPick={() => setQuery("")} searching={search.waiting} />
        ) : (
          <Branches tree={tree} unitId={unitId} />
        )}
      </div>
      <p className="flex shrink-0 items-center gap-2 border-t border-line px-3 py-2 text-12 text-text-3 phone:hidden">
        <SquareTag>{t("tree.memberMark")}</SquareTag>
        {t("tree.member")}
        <span className="ml-auto">{t("tree.figures")}</span>
      </p>
    </nav>
  );
}

function Hits({ hits, onPick, searching }: { hits: RegisterHit[]; onPick: () => void; searching: boolean }) {
  const t = useTexts();
  if (hits.length === 0)
    return <p className="px-3 py-2 text-13 text-text-3">{searching ? t("tree.searching") : t("tree.none")}</p>;
  return (
    <ul>
      {hits.map((hit) => (
        <li key={`${hit.kind}/${hit.id}`}>
          <Link
            to={hit.kind === "unit" ? `/admin/units/${hit.id}` : personUrl(hit.unitId, hit.id)}
            onClick={onPick}
            className="flex min-h-7 items-center gap-2 px-3 text-13 hover:bg-hover focus-visible:-outline-offset-2 phone:min-h-phone"
          >
            <Icon name={hit.kind === "unit" ? "unit" : "person"} size={14} className="text-text-3" />
            <span className="truncate">{hit.name}</span>
            <span className="ml-auto shrink-0 text-12 text-text-3">
              {hit.kind === "unit" ? hit.above : hit.disabled ? t("person.disabled") : hit.unitName}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Branches({ tree, unitId }: { tree: UnitTree; unitId: string }) {
  const t = useTexts();
  const [loaded, setLoaded] = useState<UnitNode[]>([]);
  const [toggled, setToggled] = useState<Record<string, boolean>>({});
  const [unfolded, setUnfolded] = useState<Record<string, boolean>>({});
  const known = new Set(tree.nodes.map((node) => node.id));
  const nodes = [...tree.nodes, ...loaded.filter((node) => !known.has(node.id))];
  /** What cannot be loaded now is there after a press on the name: that is a link. */
  const openUnder = async (unitId: string) => {
    const response = await fetch(`/admin/tree?under=${unitId}`, { headers: { Accept: "application/json" } }).catch(
      () => null,
    );
    if (!response?.ok) return;
    const under = ((await response.json()) as TreeAnswer).nodes ?? [];
    setLoaded((before) => [...before.filter((one) => !under.some((node) => node.id === one.id)), ...under]);
  };
  const isOpen = (node: UnitNode) => toggled[node.id] ?? tree.open.includes(node.id);
  const toggle = (node: UnitNode) => {
    const open = !isOpen(node);
    setToggled({ ...toggled, [node.id]: open });
    if (open && !nodes.some((one) => one.parentId === node.id)) void openUnder(node.id);
  };

  const branch = (node: UnitNode, depth: number) => (
    <li key={node.id}>
      <NodeRow
        node={node}
        depth={depth}
        current={node.id === unitId}
        open={isOpen(node)}
        onToggle={() => toggle(node)}
      />
      {isOpen(node)
        ? level(
            nodes.filter((one) => one.parentId === node.id),
            depth + 1,
            node.id,
          )
        : null}
    </li>
  );
  const level = (siblings: UnitNode[], depth: number, parentId: string) => {
    const leaves = siblings.filter((one) => !one.hasChildren);
    const kept = new Set(leaves.slice(0, SHOWN).map((one) => one.id));
    const hidden =
      unfolded[parentId] || leaves.length <= SHOWN + 2
        ? []
        : leaves.filter((one) => !kept.has(one.id) && one.id !== unitId);
    const shown = siblings.filter((one) => !hidden.includes(one));
    const at = hidden.length > 0 ? shown.findLastIndex((one) => !one.hasChildren) + 1 : -1;
    const rows = shown.map((one) => branch(one, depth));
    if (at >= 0)
      rows.splice(
        at,
        0,
        <li key={`${parentId}/rest`}>
          <button
            type="button"
            onClick={() => setUnfolded({ ...unfolded, [parentId]: true })}
            className={cx(rowClass, indents[Math.min(depth, 5)], "text-text-2")}
          >
            <Icon name="chevron-right" size={12} className="mx-1.5 text-text-3" />
            {t("tree.rest", { count: hidden.length })}
            <span className={countClass}>{hidden.reduce((sum, one) => sum + one.people, 0)}</span>
          </button>
        </li>,
      );
    return <ul>{rows}</ul>;
  };
  return <ul>{nodes.filter((node) => tree.roots.includes(node.id)).map((node) => branch(node, 0))}</ul>;
}

const rowClass =
  "flex h-[26px] w-full items-center border-l-3 border-transparent pr-3 text-left text-13 hover:bg-hover focus-visible:-outline-offset-2 phone:h-phone";
const indents = ["pl-1", "pl-4", "pl-7", "pl-10", "pl-13", "pl-16"];
const countClass = "ml-auto pl-2 text-12 text-text-3 tabular-nums";

function NodeRow(props: { node: UnitNode; depth: number; current: boolean; open: boolean; onToggle: () => void }) {
  const { node, depth, current, open, onToggle } = props;
  const t = useTexts();
  return (
    <div className={cx(rowClass, indents[Math.min(depth, 5)], "p-0", current && "!border-act bg-act-tint")}>
      {node.hasChildren ? (
        <button
          type="button"
          onClick={onToggle}
          aria-expanded={open}
          aria-label={t(open ? "tree.close" : "tree.open", { name: node.shortName })}
          className="inline-grid size-6 shrink-0 place-content-center text-text-3 hover:text-act"
        >
          <Icon name={open ? "chevron-down" : "chevron-right"} size={12} />
        </button>
      ) : (
        <span className="w-6 shrink-0" />
      )}
      <Link
        to={`/admin/units/${node.id}`}
        aria-current={current ? "page" : undefined}
        className={cx(
          "flex h-full min-w-0 flex-1 items-center gap-1.5 focus-visible:-outline-offset-2",
          current && "font-bold text-act",
        )}
      >
        <span className="truncate">{node.shortName}</span>
        {node.isMember ? <SquareTag title={t("tree.member")}>{t("tree.memberMark")}</SquareTag> : null}
        <span className={cx(countClass, "font-normal")}>{node.people}</span>
      </Link>
    </div>
  );
}
