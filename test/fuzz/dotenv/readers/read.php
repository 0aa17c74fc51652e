<?php
// Reads the files listed in the file named by the first argument with symfony/dotenv; prints a JSON object a line.
require getenv('SYMFONY_DOTENV') . '/autoload.php';

foreach (file($argv[1], FILE_IGNORE_NEW_LINES) as $line) {
    $path = explode(' ', $line)[0];
    try {
        $found = (object) (new Symfony\Component\Dotenv\Dotenv())->parse(file_get_contents($path), $path);
    } catch (Throwable $refused) {
        $found = null;
    }
    echo json_encode($found), "\n";
}
