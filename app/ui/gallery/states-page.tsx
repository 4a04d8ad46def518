import { useState } from "react";
import { SessionOver } from "../../shell/session-over.tsx";
import { ConflictDialog } from "../conflict-dialog.tsx";
import { CarefulDialog } from "../dialog.tsx";
import { ToastRegion } from "../toasts.tsx";
import { ContentCards } from "./content-cards.tsx";
import { ControlCards } from "./control-cards.tsx";
import { NoticeCard } from "./notice-card.tsx";
import { StateCards } from "./state-cards.tsx";

/** Every part in every state. */
export function StatesPage() {
  const [open, setOpen] = useState<string | null>(null);
  const close = () => setOpen(null);
  return (
    <main className="p-6 phone:p-3">
      <h1 className="mb-3 text-20">
        组件状态 <span className="ml-2 text-13 font-normal text-text-2">每种状态都有形状或文字，不单靠颜色</span>
      </h1>
      <div className="grid grid-cols-3 gap-3.5 phone:grid-cols-1">
        <ControlCards onCareful={() => setOpen("careful")} />
        <StateCards />
        <NoticeCard onOpen={setOpen} />
        <ContentCards />
      </div>
      <ConflictDialog
        open={open === "conflict"}
        onClose={close}
        lead="韩雨 14:33 改过「诉求 3」。你写的没有丢，请选一种存法。"
        theirs={{ text: "查清东岭村 9 户被淹鱼塘面积，按市里去年标准补助。", by: "韩雨", at: "14:33" }}
        mine={{ text: "查清东岭村、南湾被淹鱼塘面积，月底前张榜并补助。", since: "14:31" }}
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
        login="shenjia"
        name="沈嘉"
        lead="30 分钟没有操作。草稿和 1 条未发送的记录都在，登录后接着写。"
        onSignIn={close}
        switchTo="/"
      />
      <ToastRegion />
    </main>
  );
}
