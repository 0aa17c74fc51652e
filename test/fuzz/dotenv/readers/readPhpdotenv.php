<?php
// Reads the files listed in the file named by the first argument with vlucas/phpdotenv, into an environment of their
// own; prints a JSON object a line.
require '/usr/share/php/Dotenv/autoload.php';

use Dotenv\Loader\Loader;
use Dotenv\Parser\Parser;
use Dotenv\Repository\Adapter\ArrayAdapter;
use Dotenv\Repository\RepositoryBuilder;
use Dotenv\Store\StoreBuilder;

foreach (file($argv[1], FILE_IGNORE_NEW_LINES) as $path) {
    try {
        $store = StoreBuilder::createWithNoNames()->addPath(dirname($path))->addName(basename($path))->make();
        $entries = (new Parser())->parse($store->read());
        $environment = RepositoryBuilder::createWithNoAdapters()
            ->addAdapter(ArrayAdapter::class)->immutable()->make();
        (new Loader())->load($environment, $entries);
        $found = [];
        foreach ($entries as $entry) {
            $value = $environment->get($entry->getName());
            if ($value !== null) $found[$entry->getName()] = $value;
        }
        $found = (object) $found;
    } catch (Throwable $refused) {
        $found = null;
    }
    echo json_encode($found), "\n";
}
