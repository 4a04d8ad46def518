import { DutyDialogs } from "../duty/duty-dialogs.tsx";
import { LevelDialog } from "../shape/level-dialog.tsx";
import { AnswerDialog, CarryOnDialog, DemandDialog } from "./demand-dialogs.tsx";
import { FactsDialog } from "./facts-dialog.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import { LinksDialog } from "./links-dialog.tsx";
import { MoveQuestion, RoomDispatchDialog, RoomTemplateDialog, VerifyDialog } from "./phase-dialogs.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import { HeadCountDialog, RepresentativeDialog } from "./record-dialogs.tsx";
import { RepresentativeCard } from "./representatives.tsx";
import { useRoom, useRoomState } from "./room-context.ts";
import type { RoomDialog } from "./room-dialog.ts";
import { FinishTaskDialog, TaskDialog } from "./task-dialogs.tsx";
import { ObjectDialog, PhoneDialog, ReportBackDialog, SettleDialog } from "./unit-dialogs.tsx";

/** The one dialog over the room. What it is about may go away meanwhile; then it closes. */
export function RoomDialogs({ dialog, onClose }: { dialog: RoomDialog; onClose: () => void }) {
  const { openDialog } = useRoom();
  const units = useRoomState("units");
  const demands = useRoomState("demands");
  const tasks = useRoomState("tasks");
  const representatives = useRoomState("representatives");
  const links = useRoomState("links");
  const entries = useRoomState("entries");
  const of = <T extends { id: string }>(list: readonly T[]) =>
    "id" in dialog ? list.find((one) => one.id === dialog.id) : undefined;
  const unit = of(units);
  const demand = of(demands);
  const task = of(tasks);
  switch (dialog.kind) {
    case "facts":
      return <FactsDialog onClose={onClose} />;
    case "level":
      return <LevelDialog onClose={onClose} />;
    case "move":
      return <MoveQuestion to={dialog.to} onClose={onClose} />;
    case "reopen":
      return <MoveQuestion to="talking" onClose={onClose} />;
    case "verify":
      return <VerifyDialog onClose={onClose} />;
    case "dispatch":
      return <RoomDispatchDialog onClose={onClose} />;
    case "template":
      return <RoomTemplateDialog onClose={onClose} />;
    case "add-demand":
      return <DemandDialog onClose={onClose} />;
    case "edit-demand":
      return demand ? <DemandDialog demand={demand} onClose={onClose} /> : null;
    case "answer":
      return demand ? <AnswerDialog demand={demand} onClose={onClose} /> : null;
    case "carry-on":
      return demand ? <CarryOnDialog demand={demand} onClose={onClose} /> : null;
    case "head-count":
      return <HeadCountDialog onClose={onClose} />;
    case "add-representative":
      return <RepresentativeDialog matter={dialog.matter} onClose={onClose} />;
    case "representative": {
      const one = of(representatives);
      return one ? <RepresentativeCard one={one} onClose={onClose} /> : null;
    }
    case "remove-representative": {
      const one = of(representatives);
      return one ? (
        <ReasonDialog
          act="removeRepresentative"
          intent="remove-representative"
          input={{ representativeId: one.id }}
          name={one.name}
          onClose={onClose}
        />
      ) : null;
    }
    case "link":
      return <LinkDialog related={dialog.related} onClose={onClose} />;
    case "links":
      return <LinksDialog onClose={onClose} />;
    case "unlink": {
      const link = of(links);
      return link ? (
        <ReasonDialog
          act="unlink"
          intent="unlink-submission"
          input={{ linkId: link.id }}
          name={link.title}
          onClose={() => openDialog({ kind: "links" })}
        />
      ) : null;
    }
    case "object":
      return unit ? <ObjectDialog unit={unit} onClose={onClose} /> : null;
    case "report-back":
      return unit ? <ReportBackDialog unit={unit} onClose={onClose} /> : null;
    case "phone":
      return <PhoneDialog id={dialog.id} onClose={onClose} />;
    case "settle":
      return unit ? (
        <SettleDialog
          unit={unit}
          decision={dialog.decision}
          reassigns={dialog.thenDispatch ?? false}
          onClose={onClose}
          onReassign={() => openDialog({ kind: "dispatch" })}
        />
      ) : null;
    case "withdraw":
      return unit ? (
        <ReasonDialog
          act="withdraw"
          intent="withdraw"
          input={{ assignmentId: unit.id }}
          name={unit.unitName}
          onClose={onClose}
        />
      ) : null;
    case "give-task":
      return <TaskDialog onClose={onClose} />;
    case "regive":
      return task ? <TaskDialog task={task} onClose={onClose} /> : null;
    case "finish-task":
      return task ? <FinishTaskDialog task={task} onClose={onClose} /> : null;
    case "hand-back":
      return task ? (
        <ReasonDialog
          act="handBack"
          intent="hand-back-task"
          input={{ taskId: task.id }}
          keep={`hand-back/${task.id}`}
          name={task.title}
          onClose={onClose}
        />
      ) : null;
    case "cancel-task":
      return task ? (
        <ReasonDialog
          act="cancelTask"
          intent="cancel-task"
          input={{ taskId: task.id }}
          name={task.title}
          onClose={onClose}
        />
      ) : null;
    case "strike": {
      const entry = entries.find((one) => one.seq === dialog.seq);
      return (
        <ReasonDialog
          act="strike"
          intent="strike"
          input={{ seq: dialog.seq }}
          name={`#${entry?.seq ?? dialog.seq}`}
          withIncident
          onClose={onClose}
        />
      );
    }
    default:
      return <DutyDialogs dialog={dialog} onClose={onClose} />;
  }
}
