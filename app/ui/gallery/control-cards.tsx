import { useState } from "react";
import { Button, IconButton } from "../button.tsx";
import { Checkbox, ChoiceGroup, Radio } from "../choice.tsx";
import { ComboBox, MultiComboBox } from "../combo-box.tsx";
import { DateTimeInput } from "../date-time-input.tsx";
import { Field, Select, TextArea, TextInput } from "../field.tsx";
import { Menu } from "../menu.tsx";
import { Card } from "../page.tsx";
import { Popover } from "../popover.tsx";
import { now, Row } from "./row.tsx";

/** Buttons and fields. */
export function ControlCards({ onCareful }: { onCareful: () => void }) {
  const [units, setUnits] = useState<string[]>(["a"]);
  return (
    <>
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
            <Button kind="careful" icon="minus" onClick={() => onCareful()}>
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
            <TextInput defaultValue="群 2026-0102" readOnly />
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
    </>
  );
}
