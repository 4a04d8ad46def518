import { useSearchParams } from "@remix-run/react";
import { useState } from "react";
import type { MenuItem } from "../../shell/menu-items.ts";
import { Shell } from "../../shell/shell.tsx";
import { Button } from "../button.tsx";
import { Drawer } from "../drawer.tsx";
import { Select, TextInput } from "../field.tsx";
import { Icon, type IconName } from "../icons.tsx";
import { KeyPager } from "../key-pager.tsx";
import { Page } from "../page.tsx";
import { Figure, PageHead } from "../page-head.tsx";
import { BarField, QueryBar, SelectionBar } from "../query-bar.tsx";
import { useSelection } from "../selection.ts";
import { Table } from "../table.tsx";
import { StatusDot, Tag } from "../tag.tsx";
import { letters, type SampleLetter } from "./sample-data.ts";

/** The menu of the samples. */
export const menuItems: MenuItem[] = [
  { to: "/inbox", icon: "inbox", label: "待办", group: "mine", badge: 7, badgeLabel: "7 件待办" },
  { to: "/board", icon: "board", label: "调度台", group: "mine" },
  { to: "/submissions", icon: "mail", label: "信访件", group: "work" },
  { to: "/matters", icon: "file-text", label: "信访事项", group: "work" },
  { to: "/search", icon: "search", label: "检索", group: "work" },
  { to: "/admin", icon: "sliders", label: "管理", group: "admin" },
];
const ways: Record<SampleLetter["way"], IconName> = {
  网信: "globe",
  来电: "phone",
  来信: "mail",
  来访: "visitor",
  传真: "fax",
};

/** A list as it stands in the portal: shell, head, query bar, table, drawer. */
export function ListPage() {
  const [openId, setOpenId] = useState<string | null>(null);
  const [search] = useSearchParams();
  const selection = useSelection(letters.map((letter) => letter.id));
  const shown = letters.find((letter) => letter.id === openId);
  return (
    <Shell
      renderedAt={Date.parse("2026-11-24T06:34:00Z")}
      bodyName="松宁市信访工作联席会议"
      person={{ name: "沈嘉", unit: "市联席办", duty: "协调员" }}
      preferences={{ theme: "light", locale: "zh-CN", singleKeys: true }}
      onPreference={() => undefined}
      items={menuItems}
      unread={3}
      noticesTo="/inbox"
      sessionsTo="/account"
      passwordTo="/account"
      menuNarrow={search.has("narrow")}
    >
      <Page
        head={
          <PageHead
            title="信访件"
            figures={<Figure label="待登记" value="6" unit="件" />}
            actions={
              <>
                <Button icon="upload" className="phone:hidden">
                  导入
                </Button>
                <Button icon="download" className="phone:hidden">
                  导出
                </Button>
              </>
            }
            primary={
              <Button kind={selection.count > 0 ? "outline" : "filled"} icon="plus">
                登记
              </Button>
            }
          />
        }
        bar={
          <>
            <QueryBar resetTo="/submissions" quiet={selection.count > 0} summary="全部形式，全部县区">
              <BarField label="关键词">
                <TextInput name="q" defaultValue="采石场" />
              </BarField>
              <BarField label="形式" width="w-[84px]">
                <Select name="way" placeholder="全部" />
              </BarField>
              <BarField label="县区" width="w-[84px]">
                <Select name="county" options={[{ value: "a", label: "松坪县" }]} />
              </BarField>
            </QueryBar>
            {selection.count > 0 ? (
              <SelectionBar
                count={selection.count}
                unit="件"
                onClear={selection.clear}
                note="最早 2026-11-12，最近 2026-11-24"
              >
                <Button kind="filled">由所选 {selection.count} 件立群体事件</Button>
                <Button>加入已有事件</Button>
              </SelectionBar>
            ) : null}
          </>
        }
        foot={
          <KeyPager
            total={12_345}
            unit="件"
            previousTo={null}
            nextTo="/submissions?after=1"
            pageSize={50}
            pageSizeTo={(size) => `/submissions?size=${size}`}
            hints={[
              { keys: ["Space"], label: "选择" },
              { keys: ["Enter"], label: "打开" },
            ]}
          />
        }
        drawer={
          <Drawer
            open={shown !== undefined}
            onClose={() => setOpenId(null)}
            of={openId ?? ""}
            title={shown?.number}
            aside={<Tag tone="act">{shown?.status}</Tag>}
            foot={
              <>
                <Button kind="filled">登记</Button>
                <Button>转送</Button>
              </>
            }
            footEnd="可关闭，稍后再定"
          >
            <p>{shown?.text}</p>
          </Drawer>
        }
      >
        <Table
          caption="信访件"
          rows={letters}
          rowId={(letter) => letter.id}
          selection={selection}
          openId={openId}
          onOpen={(letter) => setOpenId(letter.id)}
          columns={[
            {
              id: "number",
              head: "编号",
              cell: (one) => one.number,
              width: "w-[112px]",
              className: "tabular-nums text-text-2",
            },
            {
              id: "way",
              head: "形式",
              width: "w-16",
              cell: (one) => (
                <span className="inline-flex items-center gap-1 text-text-2">
                  <Icon name={ways[one.way]} size={14} />
                  {one.way}
                </span>
              ),
            },
            { id: "text", head: "内容", cell: (one) => one.text, phone: "full" },
            { id: "from", head: "信访人", cell: (one) => one.from, width: "w-20" },
            { id: "place", head: "地点", cell: (one) => one.place, width: "w-[100px]" },
            {
              id: "at",
              head: "收到",
              cell: (one) => one.at,
              width: "w-[126px]",
              sortTo: "/submissions?sort=at",
              sorted: "desc",
            },
            {
              id: "status",
              head: "状态",
              width: "w-[84px]",
              cell: (one) => (
                <StatusDot
                  fill={one.status === "待登记" ? "ring" : one.status === "已登记" ? "half" : "full"}
                  tone={one.status === "已答复" ? "ok" : one.status === "已登记" ? "act" : "neutral"}
                >
                  {one.status}
                </StatusDot>
              ),
            },
          ]}
        />
      </Page>
    </Shell>
  );
}
