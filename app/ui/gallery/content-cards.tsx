import { Band } from "../band.tsx";
import { Button, ButtonLink } from "../button.tsx";
import { EmptyState } from "../empty-state.tsx";
import { HeadCountChart, HeadCountLegend } from "../head-count-chart.tsx";
import { iconPaths } from "../icon-paths.ts";
import { Icon, type IconName } from "../icons.tsx";
import { Ladder, LadderLegend, LadderLine, LadderTable } from "../ladder.tsx";
import { NotFound } from "../not-found.tsx";
import { Card } from "../page.tsx";
import { FigureRow, Steps } from "../progress.tsx";
import { useSelection } from "../selection.ts";
import { SkeletonRows } from "../skeleton.tsx";
import { Table } from "../table.tsx";
import { Tabs } from "../tabs.tsx";
import { Tag } from "../tag.tsx";
import { now, Row } from "./row.tsx";
import { letters } from "./sample-data.ts";

/** Ladder, rows, chart, import, empty, icons. */
export function ContentCards() {
  return (
    <>
      <Card title="接受阶梯">
        <div className="flex flex-col gap-3 p-3.5">
          <Row label="卡片上">
            <Ladder states={["full", "full", "full", "full", "half"]} />
            <Ladder states={["full", "full", "full", "full", "full", "climbing", "objected"]} />
            <Ladder states={["empty", "empty", "empty", "empty"]} />
          </Row>
          <LadderLegend />
          <LadderTable
            caption="各单位到哪一步"
            nameHead="单位"
            steps={["已发", "送达", "已阅", "接受", "到场", "反馈"].map((name) => ({ name, short: name }))}
            rows={[
              {
                id: "1",
                name: "松坪县政府",
                times: ["11:58", "11:58", "12:01", "12:06", "12:40", "13:55"].map((text) => ({ text })),
              },
              {
                id: "2",
                name: "市住建局",
                times: [{ text: "13:36" }, { text: "13:36" }, { text: "13:38" }, { text: "13:44" }, null, null],
              },
              {
                id: "3",
                name: "县司法局",
                times: [
                  { text: "13:36" },
                  { text: "13:36" },
                  { text: "13:40", phone: true },
                  { text: "13:41" },
                  null,
                  null,
                ],
              },
              {
                id: "4",
                name: "县城管局",
                times: [{ text: "13:36" }, { text: "13:36" }, { text: "13:40" }, null, null, null],
                note: { tone: "bad", children: "提出异议 13:51" },
                below: "不在建工地，建议改派",
              },
              {
                id: "5",
                name: "市交通局",
                times: [{ text: "14:07" }, { text: "14:07" }, { text: "14:09" }, null, null, null],
                note: { tone: "warn", children: "升召集人 余 12:38" },
              },
            ]}
          />
          <LadderLine
            steps={[
              { label: "已发", text: "13:36", reached: true },
              { label: "送达", text: "13:36", reached: true },
              { label: "已阅", text: "13:38", reached: true },
              { label: "接受", text: "13:44", reached: true },
              { label: "到场", reached: false },
              { label: "反馈", reached: false },
            ]}
          />
        </div>
      </Card>
      <Card title="列表行　常态、悬停、焦点、选中、载入">
        <RowStates />
      </Card>
      <Card title="现场人数" actions={<HeadCountLegend counts={counts} />}>
        <HeadCountChart counts={counts} caption="现场人数" className="p-3" />
      </Card>
      <Card title="导入">
        <div className="flex flex-col gap-3 p-3.5">
          <Steps
            items={[
              { id: "a", label: "上传", state: "done", note: "2.4 MB" },
              { id: "b", label: "试读", state: "running", value: 600, max: 1206, note: "600 / 1,206 行" },
              { id: "c", label: "写入", state: "waiting", note: "待确认" },
            ]}
          />
          <FigureRow
            items={[
              { label: "读入", value: "1,206" },
              { label: "良好", value: "1,171", icon: "check", tone: "ok" },
              { label: "存疑", value: "19", icon: "info", tone: "warn" },
              { label: "错误", value: "9", icon: "x", tone: "bad" },
              { label: "重复", value: "7", icon: "link" },
            ]}
          />
          <Tabs
            label="结果"
            items={[
              { id: "a", label: "错误", count: 9, children: <p className="py-2">九行</p> },
              { id: "b", label: "存疑", count: 19, children: <p className="py-2">十九行</p> },
            ]}
          />
          <Band tone="warn" shape="edge">
            错误的 <b>9</b> 行不写入。存疑的照收并标记。
          </Band>
        </div>
      </Card>
      <Card title="空状态">
        <EmptyState
          icon="board"
          title="这些条件下没有事件"
          text="县区 禾川县，等级 一级，只看我的"
          actions={
            <>
              <Button>清除条件</Button>
              <ButtonLink to="/" kind="filled" icon="plus">
                报告事件
              </ButtonLink>
            </>
          }
        />
        <EmptyState
          line
          className="m-3"
          title="没有等你审批的事项"
          text="延期申请会排在这里。"
          actions={<Button>看本单位在办 23 件</Button>}
        />
      </Card>
      <Card title="未找到" className="col-span-2 phone:col-span-1">
        <NotFound path="/incidents/2026-0203" at={now} reference="3d1e-77c0" searchTo="/" />
      </Card>
      <Card title="图标" className="col-span-3 phone:col-span-1">
        <ul className="flex flex-wrap gap-x-4 gap-y-2 p-3.5">
          {(Object.keys(iconPaths) as IconName[]).map((name) => (
            <li key={name} className="flex w-28 items-center gap-2 text-12 text-text-2">
              <Icon name={name} className="text-text" />
              {name}
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

const counts = [
  { id: "1", at: "2026-11-24T11:16:00+08:00", count: 18, by: "石莹" },
  { id: "2", at: "2026-11-24T11:50:00+08:00", count: 31, by: "石莹" },
  { id: "3", at: "2026-11-24T13:05:00+08:00", count: 52, by: "于川" },
  { id: "4", at: "2026-11-24T14:20:00+08:00", count: 46, by: "于川" },
];

function RowStates() {
  const rows = letters.slice(0, 4);
  const selection = useSelection(rows.map((row) => row.id));
  return (
    <>
      <Table
        caption="信访件"
        rows={rows}
        rowId={(row) => row.id}
        selection={selection}
        onOpen={() => undefined}
        columns={[
          { id: "text", head: "内容", cell: (row) => row.text },
          { id: "way", head: "形式", cell: (row) => row.way, width: "w-16" },
          { id: "status", head: "状态", cell: (row) => <Tag icon="minus">{row.status}</Tag>, width: "w-24" },
        ]}
      />
      <SkeletonRows rows={2} columns={3} />
    </>
  );
}
