export { inventoryErrors } from '@causeway/contract/inventory';
