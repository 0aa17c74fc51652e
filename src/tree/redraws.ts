/** Does a task for a project each time it changes, one at a time: what changes during it is covered by one more. */
export class Redraws {
  private readonly last = new Map<string, Promise<void>>();
  /** The projects whose next task has not begun. */
  private readonly waiting = new Set<string>();

  constructor(private readonly task: (projectId: string) => Promise<void>) {}

  add(projectId: string): void {
    if (this.waiting.has(projectId)) return;
    this.waiting.add(projectId);
    this.last.set(projectId, this.after(this.last.get(projectId), projectId));
  }

  private async after(before: Promise<void> | undefined, projectId: string): Promise<void> {
    await before;
    this.waiting.delete(projectId);
    await this.task(projectId);
  }
}
