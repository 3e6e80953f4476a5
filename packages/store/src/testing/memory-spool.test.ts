import { MemoryKeptPlatform, MemorySpool } from '@causeway/endpoint/testing';
import { describeKeptPlatform } from './kept-platform.contract.ts';
import { describeSpool } from './spool.contract.ts';

describeSpool('memory', async (options) => new MemorySpool(options));
describeKeptPlatform('memory', async () => new MemoryKeptPlatform());
