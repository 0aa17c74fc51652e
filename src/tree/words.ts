/** What the tree says beside the rows it begins with: loaded with the first of these, or when a person points at a row. */
export { failureRow } from '../projects/explain';
export { keyTooltip, projectTooltip } from './tooltips';
export { unfinishedItem } from './unfinishedItems';
export { useItem } from './useItem';
