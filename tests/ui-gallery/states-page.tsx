import { type ReactNode, useState } from "react";
import { ConnectionState } from "~/shell/connection-state.tsx";
import { SessionOver } from "~/shell/session-over.tsx";
import { Avatar, AvatarRow } from "~/ui/avatar.tsx";
import { Band } from "~/ui/band.tsx";
import { Button, ButtonLink, IconButton } from "~/ui/button.tsx";
import { Checkbox, ChoiceGroup, Radio, Segmented, SegmentedLinks, ToggleSet } from "~/ui/choice.tsx";
import { ComboBox, MultiComboBox } from "~/ui/combo-box.tsx";
import { ConflictDialog } from "~/ui/conflict-dialog.tsx";
import { DateTimeInput } from "~/ui/date-time-input.tsx";
import { CarefulDialog } from "~/ui/dialog.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Field, Select, TextArea, TextInput } from "~/ui/field.tsx";
import { HeadCountChart, HeadCountLegend } from "~/ui/head-count-chart.tsx";
import { iconPaths } from "~/ui/icon-paths.ts";
import { Icon, type IconName, LevelMark } from "~/ui/icons.tsx";
import { Ladder, LadderLegend, LadderLine, LadderTable } from "~/ui/ladder.tsx";
import { Menu } from "~/ui/menu.tsx";
import { NotFound } from "~/ui/not-found.tsx";
import { Card } from "~/ui/page.tsx";
import { Popover } from "~/ui/popover.tsx";
import { FigureRow, Steps } from "~/ui/progress.tsx";
import { useSelection } from "~/ui/selection.ts";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { Sparkline } from "~/ui/sparkline.tsx";
import { Table } from "~/ui/table.tsx";
import { Tabs } from "~/ui/tabs.tsx";
import { DrillTag, LevelTag, SquareTag, StatusDot, Tag } from "~/ui/tag.tsx";
import { Timer } from "~/ui/timer.tsx";
import { ToastRegion, toast } from "~/ui/toasts.tsx";
import { letters } from "./sample-data.ts";

const now = "2026-11-24T14:34:00+08:00";
const inMs = (ms: number) => new Date(new Date(now).getTime() + ms).toISOString();
const minute = 60_000;

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-start gap-4">
      <span className="w-12 shrink-0 pt-1 text-12 text-text-3">{label}</span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}

export function StatesPage() {
  const [open, setOpen] = useState<string | null>(null);
  const [levels, setLevels] = useState<string[]>(["1"]);
  const [units, setUnits] = useState<string[]>(["a"]);
  const close = () => setOpen(null);
  return (
    <main className="p-6 phone:p-3">
      <h1 className="mb-3 text-20">
        组件状态 <span className="ml-2 text-13 font-normal text-text-2">每种状态都有形状或文字，不单靠颜色</span>
      </h1>
      <div className="grid grid-cols-3 gap-3.5 phone:grid-cols-1">
        <Card title="按钮">
          <div className="flex flex-col gap-3 p-3.5">
            <Row label="主要">
              <Button kind="filled">记入</Button>
              <Button kind="filled" id="focus-me">
                焦点
              </Button>
              <Button kind="filled" busy busyLabel="正在记入">
                记入
              </Button>
            </Row>
            <Row label="一般">
              <Button>改派</Button>
              <Button can="须先到场">不可用</Button>
              <Button icon="print">打印</Button>
              <Button kind="filled" icon="plus" letter="n">
                报告事件
              </Button>
            </Row>
            <Row label="文字">
              <Button kind="text">重置</Button>
              <Button size="small">小号 24</Button>
              <IconButton icon="dots" label="更多" />
              <Menu
                label="移至"
                groups={[
                  {
                    title: "移至…",
                    items: [
                      { id: "1", label: "报告", can: "已核实，不可退回" },
                      { id: "2", label: "核实", can: "已到场，不可退回" },
                      { id: "3", label: "调度", icon: "history", hint: "退回，须填理由" },
                      { id: "4", label: "到场", current: true, hint: "当前阶段" },
                      { id: "5", label: "对话", icon: "chevron-right", keyHint: "Enter" },
                      { id: "6", label: "办结", can: "三项诉求未答复" },
                    ],
                  },
                ]}
              >
                <Button size="small" id="menu-button">
                  移至
                </Button>
              </Menu>
              <Popover label="算法" trigger={<Button size="small">期限算法</Button>}>
                <p>自收到次日起六十日。</p>
              </Popover>
            </Row>
            <Row label="须谨慎">
              <Button kind="careful" icon="minus" onClick={() => setOpen("careful")}>
                划销
              </Button>
              <span className="text-12 text-text-2">先问理由，可查可还原，没有删除</span>
            </Row>
            <Row label="现场">
              <Button kind="filled" size="ladder">
                到场
              </Button>
              <Button kind="outline" size="phone">
                完成
              </Button>
            </Row>
          </div>
        </Card>
        <Card title="输入">
          <div className="flex flex-col gap-2.5 p-3.5">
            <Field label="关键词" labelAt="beside">
              <TextInput placeholder="关键词" />
            </Field>
            <Field label="县区" labelAt="beside">
              <Select placeholder="全部县区" options={[{ value: "a", label: "松坪县" }]} />
            </Field>
            <Field label="时间" labelAt="beside" error="11 月没有 31 日，请改为 2026-11-30 或之前。">
              <TextInput defaultValue="2026-11-31 09:00" />
            </Field>
            <Field label="时刻" labelAt="beside" hint="按北京时间">
              <DateTimeInput defaultValue={now} />
            </Field>
            <Field label="编号" labelAt="beside">
              <TextInput defaultValue="群 2026-0117" readOnly />
            </Field>
            <Field label="单位" labelAt="beside">
              <ComboBox
                name="unit"
                defaultValue="a"
                items={[
                  { id: "a", name: "松坪县卫健局", detail: "松坪县" },
                  { id: "b", name: "市住建局", detail: "全市" },
                ]}
              />
            </Field>
            <Field label="多个" labelAt="beside">
              <MultiComboBox
                values={units}
                onChange={setUnits}
                items={[
                  { id: "a", name: "松坪县卫健局" },
                  { id: "b", name: "市住建局" },
                ]}
              />
            </Field>
            <div className="flex gap-4">
              <Checkbox defaultChecked>已选</Checkbox>
              <Checkbox>未选</Checkbox>
              <Checkbox indeterminate>部分</Checkbox>
              <ChoiceGroup legend="一种" hidden row>
                <Radio name="r" defaultChecked>
                  甲
                </Radio>
                <Radio name="r">乙</Radio>
              </ChoiceGroup>
            </div>
            <TextArea aria-label="记一条" placeholder="记一条" />
          </div>
        </Card>
        <Card title="标签与连接状态">
          <div className="flex flex-col gap-4 p-3.5">
            <Row label="等级">
              <LevelTag level={1} />
              <LevelTag level={2} />
              <LevelTag level={3} />
              <LevelTag level={4} />
            </Row>
            <Row label="状态">
              <Tag icon="minus">待答复</Tag>
              <Tag tone="act" icon="clock">
                答复中
              </Tag>
              <Tag tone="ok" icon="check">
                已答复
              </Tag>
              <Tag tone="warn" icon="chevron-right">
                结转
              </Tag>
            </Row>
            <Row label="记录">
              <Tag tone="warn">补录</Tag>
              <Tag>已划销</Tag>
              <Tag tone="warn" icon="clock">
                待发送
              </Tag>
              <Tag tone="bad" icon="x">
                未发出
              </Tag>
            </Row>
            <Row label="事件">
              <DrillTag />
              <Tag tone="warn">先行调度</Tag>
              <Tag>任务 接谈</Tag>
              <SquareTag strong>牵</SquareTag>
              <SquareTag>配</SquareTag>
            </Row>
            <Row label="表格里">
              <StatusDot fill="ring">待登记</StatusDot>
              <StatusDot fill="half" tone="act">
                已登记
              </StatusDot>
              <StatusDot fill="full" tone="ok">
                已答复
              </StatusDot>
            </Row>
            <Row label="连接">
              <span className="rounded-control bg-bar">
                <ConnectionState connection={{ state: "live" }} />
              </span>
              <span className="rounded-control bg-bar">
                <ConnectionState connection={{ state: "retrying", seconds: 3 }} />
              </span>
              <span className="rounded-control bg-bar">
                <ConnectionState connection={{ state: "offline", waiting: 2 }} />
              </span>
            </Row>
            <Segmented
              label="种类"
              name="kind"
              defaultValue="log"
              options={[
                { value: "log", label: "记录" },
                { value: "count", label: "人数" },
                { value: "order", label: "批示" },
              ]}
            />
            <SegmentedLinks
              label="范围"
              value="all"
              options={[
                { value: "all", label: "全部", count: 7, to: "/" },
                { value: "mine", label: "我的", count: 5, to: "/" },
              ]}
            />
            <ToggleSet
              label="等级"
              name="level"
              values={levels}
              onChange={setLevels}
              options={([1, 2, 3, 4] as const).map((level) => ({
                value: String(level),
                label: ["一级", "二级", "三级", "四级"][level - 1],
                mark: (
                  <LevelMark
                    level={level}
                    size={12}
                    className={["text-l1", "text-l2", "text-l3", "text-l4"][level - 1]}
                  />
                ),
                count: level,
              }))}
            />
          </div>
        </Card>
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
              steps={["已发", "送达", "已阅", "接受", "到场", "反馈"]}
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
        <Card title="期限">
          <div className="flex flex-col gap-4 p-3.5">
            <Row label="正常">
              <Timer label="续报" now={now} dueAt={inMs(130 * minute)} startedAt={inMs(-60 * minute)} />
            </Row>
            <Row label="临近">
              <Timer label="首报" now={now} dueAt={inMs(400_000)} startedAt={inMs(-60 * minute)} />
              <Timer label="续报" now={now} dueAt={inMs(18 * minute)} startedAt={inMs(-102 * minute)} />
            </Row>
            <Row label="超时">
              <Timer label="接受" now={now} dueAt={inMs(-130_000)} />
              <Timer label="反馈" now={now} dueAt={inMs(-200 * minute)} />
            </Row>
            <Row label="已了结">
              <Timer label="首报" now={now} dueAt={inMs(0)} doneAt="2026-11-24T11:52:00+08:00" />
            </Row>
            <Row label="法定">
              <Timer
                label="答复"
                now={now}
                dueAt="2027-01-04T16:00:00Z"
                startedAt="2026-11-01T00:00:00Z"
                daysLeft={41}
                onOpen={() => undefined}
              />
            </Row>
            <Row label="到时">
              <Timer label="答复" show="due" now={now} dueAt="2026-11-24T17:30:00+08:00" />
              <Timer show="due" now={now} dueAt="2026-11-25T10:00:00+08:00" />
            </Row>
            <Row label="走势">
              <Sparkline values={[18, 31, 52, 46]} />
              <Sparkline values={[5, 5]} />
              <Avatar name="周敏" />
              <AvatarRow
                label="在场"
                people={["林佳", "顾成", "罗文"].map((name, i) => ({ id: name, name, self: i === 2, gone: i === 0 }))}
              />
            </Row>
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
        <Card title="提示">
          <div className="flex flex-col gap-2 p-3.5">
            <Band tone="bad" icon="lock" title="这台设备已暂停登录，余 12 分">
              连续 5 次未通过，14:46 后可再试。
            </Band>
            <Band tone="info" title="两处改动">
              已合并。
            </Band>
            <Band
              tone="warn"
              shape="strip"
              icon="wifi-off"
              title="14:36 起离线"
              actions={<Button icon="refresh">现在重连</Button>}
            >
              页面停在 #52
            </Band>
            <div className="flex flex-wrap gap-2">
              <Button
                onClick={() =>
                  toast({
                    title: "已交办 3 个单位",
                    text: "卫健局、司法局、市住建局",
                    action: { label: "撤回", run: () => undefined },
                  })
                }
              >
                好
              </Button>
              <Button
                onClick={() =>
                  toast({
                    tone: "info",
                    title: "市住建局 提出异议",
                    text: "13:51",
                    action: { label: "打开", run: () => undefined },
                  })
                }
              >
                知
              </Button>
              <Button
                onClick={() =>
                  toast({
                    tone: "bad",
                    title: "附件没有传上，记录已保存",
                    text: "文件 63 MB，上限 50 MB。",
                    action: { label: "重选", run: () => undefined },
                  })
                }
              >
                坏
              </Button>
              <Button onClick={() => setOpen("conflict")}>冲突</Button>
              <Button onClick={() => setOpen("session")}>登录过期</Button>
            </div>
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
          <NotFound path="/incidents/2026-0188" at={now} reference="7f2c-91ab" searchTo="/" />
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
      </div>
      <ConflictDialog
        open={open === "conflict"}
        onClose={close}
        lead="林佳 14:33 改过「诉求 3」。你写的没有丢，请选一种存法。"
        theirs={{ text: "核实上坪村 11 户受损菜地面积，按县里现行标准补偿。", by: "林佳", at: "14:33" }}
        mine={{ text: "核实上坪村、西沟村受损菜地面积，本周五前公布结果并补偿。", since: "14:31" }}
        onSaveMine={close}
        onKeepTheirs={close}
      />
      <CarefulDialog
        open={open === "careful"}
        onClose={close}
        title="划销 #40"
        lead="划销后仍可看到原文、谁划销和理由。"
        confirm="划销"
        onConfirm={close}
      />
      <SessionOver
        open={open === "session"}
        login="zhoumin"
        name="周敏"
        lead="30 分钟没有操作。草稿和 1 条未发送的记录都在，登录后接着写。"
        onSignIn={close}
        switchTo="/"
      />
      <ToastRegion />
    </main>
  );
}

const counts = [
  { id: "1", at: "2026-11-24T11:16:00+08:00", count: 18, by: "唐晓" },
  { id: "2", at: "2026-11-24T11:50:00+08:00", count: 31, by: "唐晓" },
  { id: "3", at: "2026-11-24T13:05:00+08:00", count: 52, by: "顾成" },
  { id: "4", at: "2026-11-24T14:20:00+08:00", count: 46, by: "顾成" },
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
