Grailbird.data.tweets_2013_05 = 
 [
  {
    "source": "web",
    "entities": {
      "user_mentions": [
        {
          "name": "Ann Archer",
          "screen_name": "AnnArcher",
          "indices": [
            0,
            10
          ],
          "id_str": "201",
          "id": 201
        }
      ]
    },
    "id_str": "3",
    "id": 3,
    "text": "@AnnArcher prunes",
    "created_at": "2013-05-06 14:03:09 +0000",
    "in_reply_to_user_id": 201,
    "in_reply_to_screen_name": "AnnArcher",
    "user": {
      "name": "Zoé Cartier",
      "screen_name": "Zoe_C",
      "id_str": "100",
      "id": 100
    }
  }
]