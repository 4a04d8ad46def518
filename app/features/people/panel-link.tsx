import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button, type ButtonKind, type ButtonSize, buttonClass } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { Icon, type IconName } from "../../ui/icons.tsx";

export type PanelLinkProps = {
  to: string;
  kind?: ButtonKind;
  size?: ButtonSize;
  icon?: IconName;
  /** `true`, or the reason why not: then it is a button that is off and says so. */
  can?: true | string;
  className?: string;
  children: ReactNode;
};

/** A link that looks like a button and changes only the panel or a part of the page: what is scrolled stays where it is. */
export function PanelLink({ to, kind = "outline", size, icon, can = true, className, children }: PanelLinkProps) {
  if (can !== true)
    return (
      <Button kind={kind} size={size} icon={icon} can={can} className={className}>
        {children}
      </Button>
    );
  return (
    <Link to={to} preventScrollReset className={cx(buttonClass({ kind, size }), className)}>
      {icon ? <Icon name={icon} size={size === "small" ? 14 : 16} /> : null}
      {children}
    </Link>
  );
}
