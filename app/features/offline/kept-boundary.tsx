import { Component, type ReactNode } from "react";

/**
 * Round a page that is shown as it was kept: one that this build of the portal cannot show, kept by an earlier one, is said to be
 * out of reach until there is a network, and what waits in the queue is not touched.
 */
export class KeptBoundary extends Component<{ instead: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
