/** What the tree says beside its usual rows: loaded with the first failure or work, or when a person points at a row. */
export { failureRow } from '../projects/explain';
export { keyTooltip, projectTooltip } from './tooltips';
export { unfinishedItem } from './unfinishedItems';
