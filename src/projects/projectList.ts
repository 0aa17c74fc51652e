import { array, object, optional, safeParse } from 'valibot';
import { projectListKey } from '../ids';
import { Listeners } from '../storage/listeners';
import type { Subscription } from '../storage/secretVault';
import { filled } from '../storage/storedText';

/** A Sinch project that the user added, as it is stored outside SecretStorage. */
export interface Project {
  readonly id: string;
  /** The user's own name for it; Sinch's API has none. */
  readonly label?: string;
}

const storedProjects = array(object({ id: filled, label: optional(filled) }));

/** The name under which a project is shown: its label, or its ID. */
export function projectName(project: Project): string {
  return project.label ?? project.id;
}

/** The part of VS Code's global state that is used here. */
export interface ProjectState {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The projects the user added, in the order they were added, kept in global state. */
export class ProjectList {
  private readonly listeners = new Listeners<undefined>();
  private projects: readonly Project[] = [];
  private byId: ReadonlyMap<string, Project> = new Map();

  constructor(private readonly state: ProjectState) {
    this.keep(this.stored());
  }

  onDidChange(listener: () => void): Subscription {
    return this.listeners.add(listener);
  }

  all(): readonly Project[] {
    return this.projects;
  }

  get(id: string): Project | undefined {
    return this.byId.get(id);
  }

  /** Adds the project at the end; if it is already in the list, nothing changes. */
  async add(project: Project): Promise<void> {
    await this.change(projects =>
      projects.some(({ id }) => id === project.id) ? projects : [...projects, project],
    );
  }

  /** Sets the project's label; undefined removes it, so that the ID is shown again. */
  async rename(id: string, label: string | undefined): Promise<void> {
    await this.change(projects =>
      projects.map(project => (project.id !== id ? project : label === undefined ? { id } : { id, label })),
    );
  }

  async remove(id: string): Promise<void> {
    await this.change(projects => projects.filter(project => project.id !== id));
  }

  /** Reads the stored list again: another window may have changed it. */
  reread(): void {
    const stored = this.stored();
    if (JSON.stringify(stored) === JSON.stringify(this.projects)) return;
    this.keep(stored);
    this.listeners.tell(undefined);
  }

  dispose(): void {
    this.listeners.clear();
  }

  private async change(edit: (projects: readonly Project[]) => readonly Project[]): Promise<void> {
    const projects = edit(this.stored());
    await this.state.update(projectListKey, projects);
    this.keep(projects);
    this.listeners.tell(undefined);
  }

  private keep(projects: readonly Project[]): void {
    this.projects = projects;
    this.byId = new Map(projects.map(project => [project.id, project]));
  }

  private stored(): readonly Project[] {
    const result = safeParse(storedProjects, this.state.get(projectListKey));
    if (!result.success) return [];
    return result.output.map(({ id, label }) => (label === undefined ? { id } : { id, label }));
  }
}
