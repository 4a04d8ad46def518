import { Band } from "../band.tsx";
import { Button } from "../button.tsx";
import { useDraft } from "../draft.ts";
import { TextArea } from "../field.tsx";
import { Card } from "../page.tsx";
import { toast } from "../toasts.tsx";

/** Bands, toasts, and the buttons that open layers. */
function Composer() {
  const draft = useDraft("gallery", "");
  return (
    <div>
      <TextArea aria-label="草稿" value={draft.value} onChange={(event) => draft.setValue(event.target.value)} />
      <p className="flex items-center justify-between text-12 text-text-3">
        <span data-note>{draft.note}</span>
        <Button size="small" onClick={draft.clear}>
          记入草稿
        </Button>
      </p>
    </div>
  );
}

export function NoticeCard({ onOpen }: { onOpen: (layer: string) => void }) {
  return (
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
                title: "照片没有传上，记录已存",
                text: "文件 71 MB，上限 50 MB。",
                action: { label: "重选", run: () => undefined },
              })
            }
          >
            坏
          </Button>
          <Button onClick={() => onOpen("conflict")}>冲突</Button>
          <Button onClick={() => onOpen("session")}>登录过期</Button>
        </div>
        <Composer />
      </div>
    </Card>
  );
}
