import { Shell } from "../../shell/shell.tsx";
import { AvatarRow } from "../avatar.tsx";
import { Band } from "../band.tsx";
import { Button, IconButton, TextLink } from "../button.tsx";
import { Ladder, LadderLine } from "../ladder.tsx";
import { Menu } from "../menu.tsx";
import { Facts, Page, Section } from "../page.tsx";
import { PageHead } from "../page-head.tsx";
import { LevelTag, Tag } from "../tag.tsx";
import { Timer } from "../timer.tsx";
import { menuItems } from "./list-page.tsx";
import { inMs, minute, now } from "./row.tsx";

/** The head of a page below another: crumbs, level, faces, one filled button; on a phone ‹, title and ⋯. */
export function IncidentPage() {
  return (
    <Shell
      renderedAt={Date.parse(now)}
      bodyName="松宁市信访工作联席会议"
      person={{ name: "沈嘉", unit: "市联席办", duty: "协调员" }}
      preferences={{ theme: "light", locale: "zh-CN", singleKeys: true }}
      onPreference={() => undefined}
      items={menuItems}
      connection={{ state: "offline", waiting: 2 }}
      unread={120}
      noticesTo="/inbox"
    >
      <Page
        ownScroll
        head={
          <PageHead
            backTo="/submissions"
            crumbs={[{ label: "调度台", to: "/submissions" }, { label: "群 2026-0102" }]}
            mark={<LevelTag level={2} />}
            title="白石镇采石场粉尘"
            actions={
              <>
                <AvatarRow
                  label="在场"
                  people={["韩雨", "于川", "沈嘉"].map((name) => ({ id: name, name, self: name === "沈嘉" }))}
                />
                <span className="text-12 text-text-2">在场 3</span>
                <Button icon="file" can="离线时不能拟报告">
                  拟续报
                </Button>
              </>
            }
            primary={<Button kind="filled">移至 对话</Button>}
            more={
              <Menu label="更多" groups={[{ items: [{ id: "print", label: "打印", icon: "print" }] }]}>
                <IconButton icon="dots" label="更多" className="phone:text-bar-text" />
              </Menu>
            }
          />
        }
        bar={
          <Band
            tone="warn"
            shape="strip"
            icon="wifi-off"
            title="14:29 起离线，2 条待发送"
            actions={<Button icon="refresh">现在重连</Button>}
          >
            已存本机，联网后自动发出并注明补录
          </Band>
        }
      >
        <div className="w-[288px] shrink-0 border-r border-line p-3 phone:w-auto">
          <Section
            title="事实"
            actions={
              <TextLink to="/" icon="pencil">
                修改
              </TextLink>
            }
          >
            <Facts
              items={[
                { label: "起因", value: "夜间连续作业，粉尘飘到村口。" },
                { label: "接受", value: <Ladder states={["full", "full", "half", "objected"]} /> },
                {
                  label: "期限",
                  value: <Timer label="续报" now={now} dueAt={inMs(18 * minute)} startedAt={inMs(-102 * minute)} />,
                },
              ]}
            />
          </Section>
          <Section title="诉求" count={1} className="mt-3">
            <p className="flex justify-between">
              公布监测数据
              <Tag tone="act" icon="clock">
                答复中
              </Tag>
            </p>
          </Section>
          <LadderLine
            steps={[
              { label: "已发", text: "13:36", reached: true },
              { label: "送达", text: "13:36", reached: true },
              { label: "到场", reached: false },
              { label: "反馈", reached: false },
            ]}
          />
          <Button kind="filled" size="ladder" wide className="mt-3">
            到场 <span className="text-13 font-normal">记为 14:34</span>
          </Button>
        </div>
        <div className="flex-1 p-3">时间线</div>
      </Page>
    </Shell>
  );
}
