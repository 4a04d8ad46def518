import { useState } from "react";
import { ConnectionState } from "../../shell/connection-state.tsx";
import { Avatar, AvatarRow } from "../avatar.tsx";
import { Segmented, SegmentedLinks, ToggleSet } from "../choice.tsx";
import { LevelMark } from "../icons.tsx";
import { Card } from "../page.tsx";
import { Sparkline } from "../sparkline.tsx";
import { DrillTag, LevelTag, SquareTag, StatusDot, Tag } from "../tag.tsx";
import { Timer } from "../timer.tsx";
import { inMs, minute, now, Row } from "./row.tsx";

/** Tags, connection, choices, timers. */
export function StateCards() {
  const [levels, setLevels] = useState<string[]>(["1"]);
  return (
    <>
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
            <Avatar name="沈嘉" />
            <AvatarRow
              label="在场"
              people={["韩雨", "于川", "贺宁"].map((name, i) => ({ id: name, name, self: i === 2, gone: i === 0 }))}
            />
          </Row>
        </div>
      </Card>
    </>
  );
}
